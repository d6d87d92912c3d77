"""A case's explanation as typed data, and what is said of it on a page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from grader.report.html.words import resource_name, said_state, said_waits
from grader.words import _

_NUMBER = re.compile(r"r?\d*")
MAIN_THREADS = frozenset({"MainThread", "main thread"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Hold one call on a stack."""

    file: str
    line: int | None
    function: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Hold one thread of one process, as it stood when the case ended."""

    id: str
    process: str
    thread: str
    label: str
    """What people call it, in one or two words; it may be empty."""
    pid: int | None
    state: str
    stack: tuple[Frame, ...]
    """As a traceback has it: the innermost call comes last."""
    waits_for: str
    since_seconds: float | None
    cpu_percent: float | None
    members: tuple[str, ...] = ()
    """The names of the tasks that it stands for, where it stands for several."""

    @property
    def name(self) -> str:
        """Return what people call it; the main thread goes by its process's name."""
        if self.label:
            return self.label
        if self.thread and self.thread not in {*MAIN_THREADS, self.process}:
            return f"{self.process} · {self.thread}" if self.process else self.thread
        return self.process or self.thread or self.id or _("unnamed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Hold what tasks wait for: a lock, a queue, an event."""

    id: str
    kind: str
    own_name: str
    made: Frame | None
    """Where it was made."""
    held_by: str
    """Who holds it, where that is none of the tasks."""

    @property
    def name(self) -> str:
        """Return what people call it."""
        named = self.own_name or self.made or _NUMBER.fullmatch(self.id)
        return resource_name(self.kind, self.own_name) if named else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Say that `source` waits for `target`, or that it is held by it."""

    source: str
    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Point to a line that matters."""

    file: str
    line: int
    label: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remnant:
    """Hold a process or thread that outlived the call."""

    what: str
    name: str
    pid: int | None
    where: Frame | None

    @property
    def said(self) -> str:
        """Say what it is."""
        return _("thread") if self.what == "thread" else _("process")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Hold a key and a value that no kind we know describes."""

    key: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Hold an explanation, bounded and of the right types; what was not given is empty."""

    kind: str = ""
    sentence: str = ""
    pattern: str = ""
    type: str = ""
    frames: tuple[Frame, ...] = ()
    tasks: tuple[Task, ...] = ()
    edges: tuple[Edge, ...] = ()
    cycle: tuple[str, ...] = ()
    resources: tuple[Resource, ...] = ()
    idle: tuple[str, ...] = ()
    """Names of tasks of Python's own that have no part in it."""
    note: str = ""
    left: tuple[Remnant, ...] = ()
    limit: str = ""
    value: str = ""
    detail: str = ""
    cause: str = ""
    lines: tuple[Mark, ...] = ()
    others: tuple[Fact, ...] = ()

    def task(self, key: str) -> Task | None:
        """Find a task by its id, else by its name."""
        by_id = next((task for task in self.tasks if task.id == key), None)
        return by_id or next((t for t in self.tasks if key in (t.name, t.process)), None)

    def marks(self) -> tuple[Mark, ...]:
        """Return the lines that matter: those named, else where each task and frame stands."""
        named = self.lines or (*self._waiting(), *self._raised(), *self._remaining())
        return (*named, *self._made())

    def _made(self) -> Iterable[Mark]:
        for resource in self.resources:
            if resource.made and resource.made.line is not None:
                file, line = resource.made.file, resource.made.line
                label = _("{thing} is made here", thing=resource.name)
                yield Mark(file=file, line=line, label=label, task="")

    def _waiting(self) -> Iterable[Mark]:
        for task in self.tasks:
            if task.stack and (line := task.stack[-1].line) is not None:
                label = said_waits(task.waits_for) or said_state(task.state)
                yield Mark(file=task.stack[-1].file, line=line, label=label, task=task.id)

    def _remaining(self) -> Iterable[Mark]:
        for remnant in self.left:
            if remnant.where and remnant.where.line is not None:
                file, line = remnant.where.file, remnant.where.line
                label = _("is still running after the call")
                yield Mark(file=file, line=line, label=label, task=remnant.name)

    def _raised(self) -> Iterable[Mark]:
        for index, frame in enumerate(self.frames):
            if frame.line is not None:
                last = index == len(self.frames) - 1
                raised = _("{error} raised here", error=self.type or _("error"))
                label = raised if last else _("called from here")
                yield Mark(file=frame.file, line=frame.line, label=label, task="")
