"""The order of a run's steps as typed data, and how each step is said. docs/schedules.md."""

from __future__ import annotations

from dataclasses import dataclass, replace

from grader.model import Verdict
from grader.report.html.evidence import Task
from grader.words import N_, _

PLAIN = frozenset({"", "line", "call", "return"})
"""Going on, and no more."""
_VERBS = {
    "acquire": (N_("asks for {thing}"), N_("asks for it")),
    "release": (N_("gives back {thing}"), N_("gives the lock back")),
    "put": (N_("puts into {thing}"), N_("puts")),
    "get": (N_("gets from {thing}"), N_("gets")),
    "read": (N_("reads {thing}"), N_("reads")),
    "write": (N_("writes {thing}"), N_("writes")),
    "start": (N_("starts {thing}"), N_("starts a task")),
    "join": (N_("waits for the end of {thing}"), N_("waits for its end")),
    "sleep": (N_("sleeps {thing}"), N_("sleeps")),
    "call": (N_("calls {thing}"), N_("is called")),
    "return": (N_("returns from {thing}"), N_("returns")),
    "wait": (N_("waits for {thing}"), N_("waits for it")),
    "notify": (N_("wakes a waiter of {thing}"), N_("wakes a waiter")),
    "set": (N_("sets {thing}"), N_("sets it")),
    "clear": (N_("clears {thing}"), N_("clears it")),
    "send": (N_("sends to {thing}"), N_("sends")),
    "recv": (N_("receives from {thing}"), N_("receives")),
    "exit": (N_("ends {thing}"), N_("ends")),
    "line": (N_("uses {thing}"), N_("touches it")),
}
"""What each deed is called: with the name of a thing, and where the thing goes without saying."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Hold one step of one task; what is not known is empty."""

    number: int
    """Counted from 1, with the steps that are left out."""
    task: str
    op: str
    what: str = ""
    file: str = ""
    line: int | None = None
    text: str = ""
    value: str = ""
    conflict: bool = False
    """Whether it touches what another task touches, so that their order matters."""
    failed: bool = False

    @property
    def said(self) -> str:
        """Say what it did beyond what its line of source says; empty where that is nothing."""
        told = self.what or self.value or self.op == "release"  # `with` takes and releases.
        known = self.op in _VERBS and self.op not in PLAIN and told
        return self.deed(self.what) if known or self.line is None else ""

    def deed(self, what: str) -> str:
        """Say what it did to a thing: `reads stock: 1`; without the thing, `reads 1`."""
        told = self._deed(what)
        if not self.value:
            return told
        if not what:
            return _("{does} {value}", does=told, value=self.value)
        return _("{does}: {value}", does=told, value=self.value)

    def _deed(self, what: str) -> str:
        if self.op not in _VERBS:
            return f"{self.op.replace('_', ' ')} {what}".strip()
        with_thing, alone = _VERBS[self.op]
        return _(with_thing, thing=what) if what else _(alone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Hold in which order the tasks of a run that failed took their steps."""

    tasks: tuple[Task, ...]
    """Those that took steps."""
    steps: tuple[Step, ...]
    left_out: int = 0
    """How many steps are missing."""
    gap: int = 0
    """Before which of `steps`, counted from 0, they are missing."""
    switches: int | None = None
    sentence: str = ""
    note: str = ""
    strategy: str = ""
    seed: int | None = None
    granularity: str = ""
    python: str = ""
    replayable: bool = False

    @property
    def shared(self) -> tuple[str, ...]:
        """Return the names of what conflicting steps touch; a nameless thing's name is empty."""
        return tuple(dict.fromkeys(step.what for step in self.steps if step.conflict))

    def task(self, key: str) -> Task:
        """Return the task of a step."""
        return next(task for task in self.tasks if task.id == key)

    def without_values(self) -> Order:
        """Return it with nothing that a hidden test has handed over or written."""
        steps = (
            replace(step, what="", value="", text=step.text if step.file else "")
            for step in self.steps
        )
        return replace(self, steps=tuple(steps), sentence="", replayable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """Hold what was tried; None where it is not known."""

    sentence: str
    tried: int | None = None
    planned: int | None = None
    seconds: float | None = None
    exhaustive: int | None = None
    strategies: tuple[tuple[str, int], ...] = ()
    evaded: bool = False
    """Whether the program got rid of what orders its steps."""
    slow: bool = False
    """Whether the search ended because it takes too long where its steps are chosen."""


def moment_of_failure(verdict: Verdict) -> str:
    """Say what is true at the step that is marked as the moment of failure."""
    said = {
        Verdict.DL: _("Here nothing can go on"),
        Verdict.WA: _("After this, the answer is wrong"),
        Verdict.LEAK: _("After this, something is left running"),
    }
    return said.get(verdict, _("Here it fails"))
