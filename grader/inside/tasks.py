"""Who is in a session, and what each waits for: the kernel's facts joined with the program's own.

A task is a thread. A resource is what tasks wait for: a lock, a queue, an end of a pipe.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from . import procfs, sources, stacks
from .guards import Target, target
from .journal_reader import PROCESS_BIT, THREAD_BIT, Journal
from .procfs import Process, Snapshot, Thread
from .sheet import AWAITS, Fact, Page
from .sockets import other_end
from .stacks import Frame, Stack
from .words import N_, _

INODE_BIT = 1 << 62
MAX_TASKS = 60
MAX_FRAMES = 12
MAIN = N_("the main process")
ALONE = N_("the main thread")
"""What the main process's first thread is called where there is no other process."""
GIVEN_NAME = re.compile(r"\w*Process-[\d:]+")
"""A name that multiprocessing gave."""
BIRTH_OF_FORK = ("popen_fork.py", "_launch")
"""Above this call stands the stack of the process that forked, as it was then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One living thread."""

    id: str
    process: str
    thread: str
    is_main: bool
    kernel: Thread
    stack: tuple[Frame, ...]
    """The student's calls only, the innermost first."""
    calls: tuple[Frame, ...]
    """All calls, the innermost first."""
    in_test: bool
    """It called a function of the test, which has not returned yet."""
    target: str
    """The function that it was started with; empty where that is not known."""
    fact: Fact | None
    cpu_percent: float | None
    busy_percent: float | None
    """What it would have used of a CPU, had nobody else used it."""

    @property
    def inner(self) -> Frame | None:
        """Return the innermost call of all."""
        return self.calls[0] if self.calls else None

    @property
    def label(self) -> str:
        """Return the task's name for a sentence."""
        if self.is_main:
            return self.process
        if self.process in {_(MAIN), _(ALONE)}:
            return self.thread
        return _("{thread} of {process}", thread=self.thread, process=self.process)

    @property
    def line(self) -> int | None:
        """Return the student's line that it stands at."""
        return self.stack[0].line if self.stack else self.fact.line if self.fact else None

    @property
    def at(self) -> str:
        """Return ` (line 12)`, or nothing where the line is not known."""
        return _(" (line {line})", line=self.line) if self.line else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A snapshot taken before, to see who used the processors since."""

    snapshot: Snapshot
    at: float
    """On the monotonic clock."""


class Scene:
    """All that an explanation looks things up in."""

    def __init__(
        self, snapshot: Snapshot, folder: str, students_folder: str, earlier: Earlier | None = None
    ) -> None:
        self.journal = Journal(folder)
        self.students_folder = students_folder.rstrip("/") + "/"
        self.leader = self.journal.leader()
        others = [pid for pid in snapshot.pids if pid != self.leader and not self.is_helper(pid)]
        self._main = _(MAIN if others or self.journal.process_notes else ALONE)
        self.snapshot = snapshot
        self._folder = folder
        threads = earlier.snapshot.threads if earlier else ()
        self._before = {(thread.pid, thread.tid): thread for thread in threads}
        self._since = earlier.at if earlier else None
        self._now = time.monotonic()
        # Which pipes are held where is asked before the stacks: to ask for these may disturb.
        self._ends = _ends_that_speak(snapshot.pids)
        self.between_calls: dict[tuple[int, int], Task] = {}
        """Threads that wait for the test to call the program again, by process and thread id."""
        self.tasks = list(self._tasks())[:MAX_TASKS]
        self._by_thread = {(t.kernel.pid, t.kernel.tid): t for t in self.tasks}

    def _tasks(self) -> Iterable[Task]:
        number = 0
        for process in self.snapshot.processes:
            dumps = {} if _is_paused(process) else stacks.of_process(process, self._folder)
            for thread in process.threads:
                task = self._task(f"t{number + 1}", thread, dumps.get(thread.tid))
                if _is_lane(task, dumps.get(thread.tid)):
                    self.between_calls[thread.pid, thread.tid] = task
                elif not thread.gone:
                    number += 1
                    yield task

    def _task(self, name: str, thread: Thread, dump: Stack | None) -> Task:
        frames = _own_frames(dump.frames if dump else ())
        is_main = thread.tid == thread.pid
        notes = self.journal.process_notes if is_main else self.journal.thread_notes
        note = notes.get(thread.tid, {})
        called = note.get("name") or (dump.name if dump else None) or thread.name
        students = tuple(f for f in frames if self.is_students(f.file))[:MAX_FRAMES]
        return Task(
            id=name,
            process=self.process_name(thread.pid),
            thread="MainThread" if is_main else str(called),
            is_main=is_main,
            kernel=thread,
            stack=students,
            calls=frames,
            in_test=bool(dump and dump.in_channel and students),
            target=target_of(note),
            fact=self.journal.wait_of(thread.pid, thread.tid) or self._awaited(thread),
            cpu_percent=self._percent(thread, lambda thread: thread.cpu_seconds),
            busy_percent=self._percent(
                thread, lambda thread: thread.cpu_seconds + thread.queued_seconds
            ),
        )

    def _awaited(self, thread: Thread) -> Fact | None:
        """Return what a coroutine of this thread awaits: the one that was first."""
        found = [
            fact
            for page, fact in self.journal.facts(AWAITS)
            if (page.pid, fact.tid) == (thread.pid, thread.tid)
        ]
        return min(found, key=lambda fact: (fact.verb != "join", fact.since), default=None)

    def _percent(self, thread: Thread, seconds: Callable[[Thread], float]) -> float | None:
        if self._since is None or self._now <= self._since:
            return None
        before = self._before.get((thread.pid, thread.tid))
        spent = max(0.0, seconds(thread) - (seconds(before) if before else 0.0))
        return round(min(100.0, 100.0 * spent / (self._now - self._since)), 1)

    def is_students(self, file: str) -> bool:
        """Tell whether a file is one of the student's."""
        return file.startswith(self.students_folder)

    def process_name(self, pid: int) -> str:
        """Return the name that a process goes by."""
        if pid == self.leader:
            return self._main
        note = self.journal.process_notes.get(pid)
        if note and isinstance(name := note.get("name"), str):
            runs = target_of(note)
            return f"{name} ({runs})" if runs and GIVEN_NAME.fullmatch(name) else name
        found = procfs.stat(pid)
        program = f" ({found.name})" if found and not found.name.startswith("python") else ""
        return _("child process {pid}", pid=pid) + program

    def alive(self, pid: int) -> bool:
        """Tell whether a process still has a thread that lives."""
        return any(task.kernel.pid == pid for task in self.tasks)

    def task(self, pid: int, tid: int) -> Task | None:
        """Return the task of a kernel thread."""
        return self._by_thread.get((pid, tid))

    def of_process(self, pid: int) -> list[Task]:
        """List a process's tasks, its main thread first."""
        return [task for task in self.tasks if task.kernel.pid == pid]

    def joined(self, task: Task) -> int | None:
        """Return the process whose end a task waits for."""
        if task.fact and task.fact.thing & PROCESS_BIT and task.fact.thing < INODE_BIT:
            return task.fact.thing & ~PROCESS_BIT
        return task.kernel.wait.child if task.kernel.wait.kind == "child" else None

    def awaited_processes(self, task: Task) -> list[int]:
        """List the processes for whose end a task waits; an event loop waits for all children."""
        pid = self.joined(task)
        if pid is not None:
            return [pid]
        if task.kernel.wait.kind != "epoll":
            return []
        return [p.pid for p in self.snapshot.processes if p.parent == task.kernel.pid]

    def joined_thread(self, task: Task) -> Task | None:
        """Return the task whose end a task waits for, in its own process."""
        if task.fact and task.fact.verb == "thread_join":
            return self.task(task.kernel.pid, task.fact.thing & ~THREAD_BIT)
        return None

    def holders(self, task: Task) -> list[tuple[Page, Fact]]:
        """List who holds what a task waits to acquire."""
        if task.fact is None or task.fact.verb != "acquire":
            return []
        return self.journal.holders(task.fact.thing)

    def waiting_for(self, thing: int, verb: str) -> list[Task]:
        """List the tasks that wait to do something with an object."""
        return [t for t in self.tasks if t.fact and (t.fact.thing, t.fact.verb) == (thing, verb)]

    def writes_full_pipe(self, task: Task) -> bool:
        """Tell whether a task is stuck in a write to a pipe or a socket."""
        return bool(task.kernel.wait.writes) and task.kernel.wait.direct

    def reads_from(self, task: Task, kind: str) -> int | None:
        """Return the inode of the pipe or socket (`kind`) that a task reads from."""
        return self._moves(task, task.kernel.wait.reads, kind)

    def writes_to(self, task: Task, kind: str) -> int | None:
        """Return the inode of the pipe or socket (`kind`) that a task writes to."""
        return self._moves(task, task.kernel.wait.writes, kind)

    def _moves(self, task: Task, fds: tuple[int, ...], kind: str) -> int | None:
        if not task.kernel.wait.direct or not fds:
            return None
        with procfs.as_owner(task.kernel.pid):
            found = target(task.kernel.pid, fds[0])
        return found.inode if found and found.kind == kind else None

    def at_other_end(self, task: Task) -> list[int]:
        """List the processes that could write what a task reads, or read what it writes."""
        if inode := self.reads_from(task, "pipe"):
            return sorted(self._ends.get(inode, ()))
        inode = self.reads_from(task, "socket") or self.writes_to(task, "socket")
        peer = other_end(task.kernel.pid, inode) if inode else None
        return sorted(self._ends.get(peer or 0, ()))

    def is_inner(self, task: Task) -> bool:
        """Tell whether a task reads on behalf of a queue, a pool or a manager."""
        if task.fact is not None and task.fact.verb not in {"recv", "send", "child"}:
            return True
        knows_python = task.inner is not None
        return (knows_python and not task.stack) or self.is_helper(task.kernel.pid)

    def is_helper(self, pid: int) -> bool:
        """Tell whether a process is one of multiprocessing's own: resource tracker, fork server."""
        if pid in self.journal.process_notes or pid in self.journal.pages:
            return False
        try:
            return b"from multiprocessing." in procfs.read(f"/proc/{pid}/cmdline")
        except OSError:
            return False

    def text(self, file: str, line: int) -> str:
        """Return a line of the student's source, bare."""
        return sources.line(file, line)[:200]

    def short(self, file: str) -> str:
        """Return a file name as the student knows it."""
        return file.removeprefix(self.students_folder)


def target_of(note: dict[str, object]) -> str:
    """Return the bare name of the function that a thread or process was started with."""
    name = str(note.get("target") or "").rpartition(".")[2]
    return "" if name.startswith(("_", "<")) or name in {"run", "worker"} else name


def _is_lane(task: Task, dump: Stack | None) -> bool:
    """Tell whether a thread is ours, or the program's first one between two calls of the test."""
    return dump is not None and dump.in_channel and not task.stack


def _own_frames(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Cut off what a forked process's stack has of its parent."""
    for index, frame in enumerate(frames):
        if (os.path.basename(frame.file), frame.function.rpartition(".")[2]) == BIRTH_OF_FORK:
            return frames[:index]
    return frames


def _is_paused(process: Process) -> bool:
    """Tell whether our signal would end a wait of the process: pause() returns after any."""
    return any(thread.wait.call in {"pause", "rt_sigsuspend"} for thread in process.threads)


def _ends_that_speak(pids: Iterable[int]) -> dict[int, set[int]]:
    """Map the inodes of pipes and sockets to the processes that may write to them."""
    found: dict[int, set[int]] = {}
    for pid in pids:
        with procfs.as_owner(pid):
            for fd in procfs.numbers_in(f"/proc/{pid}/fd"):
                end = target(pid, fd)
                if end and end.inode and (end.kind == "socket" or _is_writing_end(pid, fd, end)):
                    found.setdefault(end.inode, set()).add(pid)
    return found


def _is_writing_end(pid: int, fd: int, end: Target) -> bool:
    return end.kind == "pipe" and _may_write(pid, fd)


def _may_write(pid: int, fd: int) -> bool:
    try:
        flags = re.search(rb"flags:\s*(\d+)", procfs.read(f"/proc/{pid}/fdinfo/{fd}"))
    except OSError:
        return False
    return flags is not None and int(flags[1], 8) & os.O_ACCMODE != os.O_RDONLY
