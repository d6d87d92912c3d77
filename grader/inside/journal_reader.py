"""Read the journals of a session, for the agent.

All of it was written by the program itself: it may be wrong or forged. It explains; it can keep a
verdict back; and it can suggest a cycle, which the kernel then has to confirm.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from . import procfs
from .cycles import Cycle, Member
from .sheet import COUNTS, HOLDS, SUFFIX, WAITS, Fact, Page, read_page

MAX_PAGES = 400
PROCESS_BIT, THREAD_BIT = 1 << 61, 1 << 60
SEMAPHORE_BIT = 1 << 63
WITH, OWNED = 1, 2
BREAKERS = re.compile(
    rb"terminate|kill|interrupt|signal|alarm|itimer|_exit|abort|ctypes|SetAsyncExc|throw|release"
    rb"|faulthandler|rlimit|getattr|eval|exec\b"
)
"""Words of a program that might end a task or free another task's lock, apart from `with`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the journal knows of an object."""

    kind: str
    file: str
    line: int
    name: str | None
    size: int | None
    """A barrier's parties, or a queue's maximum."""
    begins_at: int | None
    """How many may pass a semaphore before anybody releases it."""


class Journal:
    """All sheets of a session, read at one moment."""

    def __init__(self, folder: str) -> None:
        self.pages = {page.pid: page for page in _pages(folder)}
        self.made: dict[int, Made] = {}
        self.process_notes: dict[int, dict[str, object]] = {}
        self.thread_notes: dict[int, dict[str, object]] = {}
        self.pipes: dict[int, dict[str, object]] = {}
        for page in self.pages.values():
            for note in page.notes:
                self._take(note)

    def _take(self, note: dict[str, object]) -> None:
        match note:
            case {"made": int(number), "kind": str(kind), "at": str(file), "line": int(line)}:
                name, size = note.get("name"), note.get("parties") or note.get("maxsize")
                self.made[number] = Made(
                    kind=kind,
                    file=file,
                    line=line,
                    name=name if isinstance(name, str) and name else None,
                    size=size if isinstance(size, int) else None,
                    begins_at=value if isinstance(value := note.get("value"), int) else None,
                )
            case {"process": int(pid)}:
                self.process_notes[pid] = note
            case {"thread": int(tid)}:
                self.thread_notes[tid] = note
            case {"pipe": list(ends)}:
                self.pipes |= {end: note for end in ends if isinstance(end, int)}

    def facts(self, kind: int) -> Iterator[tuple[Page, Fact]]:
        """Yield all facts of a kind with the page that they stand on."""
        for page in self.pages.values():
            yield from ((page, fact) for fact in page.facts if fact.kind == kind)

    def count(self, verb: str, thing: int) -> int:
        """Add up how often something was done to an object, over all processes."""
        return sum(
            fact.count
            for _, fact in self.facts(COUNTS)
            if fact.verb == verb and fact.thing == thing
        )

    def wait_of(self, pid: int, tid: int) -> Fact | None:
        """Return what a thread noted that it waits for."""
        page = self.pages.get(pid)
        for fact in page.facts if page else ():
            if fact.kind == WAITS and fact.tid == tid:
                return fact
        return None

    def holders(self, thing: int) -> list[tuple[Page, Fact]]:
        """List who holds a lock, the dead included."""
        return [(page, fact) for page, fact in self.facts(HOLDS) if fact.thing == thing]

    def leader(self) -> int | None:
        """Return the pid of the session's leader."""
        for page in self.pages.values():
            for note in page.notes:
                if note.get("leader") == page.pid and page.pid not in self.process_notes:
                    return page.pid
        return None


def _pages(folder: str) -> Iterator[Page]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(SUFFIX))
    except OSError:
        return
    for name in names[:MAX_PAGES]:
        page = read_page(os.path.join(folder, name))
        if page is not None and name == f"{page.pid}{SUFFIX}":
            yield page


def alarm_pending(folder: str, pid: int) -> bool:
    """Tell whether a process noted an alarm that is still to come."""
    page = read_page(os.path.join(folder, f"{pid}{SUFFIX}"))
    return page is not None and page.alarm_at > time.monotonic() - 1.0


def closed_cycles(folder: str, students_folder: str | None = None) -> tuple[Cycle, ...]:
    """List the cycles of lock owners that nobody else in the program could break.

    Each lock must be one that only its holder releases: a recursive one, or one that a `with`
    statement holds. If a member is another process than the leader, or if a lock might be freed by
    others, the student's files must not contain a word that could do so (`BREAKERS`). The leader's
    main thread must be a member, or wait without a time limit for a member to end.
    """
    journal = Journal(folder)
    leader = journal.leader()
    if leader is None:
        return ()
    waiting = {(page.pid, fact.tid): fact for page, fact in journal.facts(WAITS)}
    found = []
    for start in waiting:
        cycle = _cycle_from(start, waiting, journal)
        if cycle and start == min(cycle):
            bystanders = _bystanders(leader, set(cycle), waiting, journal)
            if bystanders is not None and _unbreakable(students_folder):
                found.append(_as_cycle(cycle, bystanders, waiting, journal))
    return tuple(found)


Task = tuple[int, int]


def _owner(fact: Fact, waiter: Task, journal: Journal) -> Task | None:
    """Return who holds the lock that somebody waits for, if surely nobody else can free it."""
    if fact.verb != "acquire" or journal.count("release_by_other", fact.thing):
        return None
    holders = journal.holders(fact.thing)
    made = journal.made.get(fact.thing)
    if len(holders) != 1 or made is None or made.kind not in {"Lock", "RLock"}:
        return None
    page, hold = holders[0]
    if not fact.thing & SEMAPHORE_BIT and page.pid != waiter[0]:
        return None  # A lock of threads, taken before a fork: the waiter has a copy of it.
    return (page.pid, hold.tid) if hold.count in {WITH, OWNED} else None


def _cycle_from(
    start: Task, waiting: dict[Task, Fact], journal: Journal
) -> tuple[Task, ...] | None:
    path = [start]
    while True:
        fact = waiting.get(path[-1])
        following = _owner(fact, path[-1], journal) if fact else None
        if following is None:
            return None
        if following == start:
            return tuple(path)
        if following in path:
            return None
        path.append(following)


def _bystanders(
    leader: int, cycle: set[Task], waiting: dict[Task, Fact], journal: Journal
) -> tuple[Task, ...] | None:
    """Return the chain by which the leader's main thread waits for a member; None without one."""
    task, chain = (leader, leader), []
    while task not in cycle:
        fact = waiting.get(task)
        if fact is None or task in chain:
            return None
        chain.append(task)
        if fact.verb == "process_join":
            pid = fact.thing & ~PROCESS_BIT
            task = (pid, pid)
        elif fact.verb == "thread_join":
            task = (task[0], fact.thing & ~THREAD_BIT)
        elif (owner := _owner(fact, task, journal)) is not None:
            task = owner
        else:
            return None
    return tuple(chain)


def _as_cycle(
    cycle: tuple[Task, ...], bystanders: tuple[Task, ...], waiting: dict[Task, Fact],
    journal: Journal,
) -> Cycle:  # fmt: skip
    def member(task: Task) -> Member:
        fact = waiting[task]
        made = journal.made.get(fact.thing)
        return Member(
            pid=task[0],
            tid=task[1],
            lock=f"{made.kind} {made.name or ''}".strip() if made else fact.verb,
            joins=fact.verb in {"process_join", "thread_join"},
        )

    return Cycle(members=tuple(map(member, cycle)), bystanders=tuple(map(member, bystanders)))


def _unbreakable(students_folder: str | None) -> bool:
    """Tell whether no file of the student's has a word that could break a cycle."""
    if students_folder is None:
        return False
    for path in sorted(Path(students_folder).rglob("*.py"))[:200]:
        try:
            if BREAKERS.search(procfs.read_all(str(path))):
                return False
        except OSError:
            return False
    return True
