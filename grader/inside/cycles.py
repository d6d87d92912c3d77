"""Prove that some threads of a program are locked in a cycle for ever, while others still run.

Who owns a lock is known only to the program's own journal, so a cycle begins as a suspicion. It
counts when the kernel confirms that every member sleeps in a futex without a time limit, on the
address of that lock where the journal knows it, and that none of them ran between two looks.
Whether anybody else could release one of the locks is for the journal's reader to judge
(`journal_reader.closed_cycles`); it suggests no cycle that somebody might break.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import procfs

PAUSE_SECONDS = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One task of a cycle: it waits for what the next one holds."""

    pid: int
    tid: int
    lock: str
    """What it waits for, in words: `lock 'fork_2'`."""
    address: int | None = None
    """The futex's address in this process, where the journal knows it."""
    joins: bool = False
    """It waits for the next task's end, not for a lock: wait4 and poll are right as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """Tasks of which each waits for the next, and the last for the first."""

    members: tuple[Member, ...]
    bystanders: tuple[Member, ...] = ()
    """Tasks that wait for a member to end, the one that the judge waits for among them."""


class CycleProof:
    """Confirm suspected cycles with two looks at their members."""

    def __init__(self, suspects: Callable[[], Sequence[Cycle]], gap_seconds: float) -> None:
        self._suspects = suspects
        self._gap_seconds = gap_seconds
        self._next_at = 0.0
        self._first: dict[Cycle, tuple[float, list[tuple[object, ...]]]] = {}

    def step(self, now: float) -> Cycle | None:
        """Take one look, at `now` on the monotonic clock; return a cycle once confirmed."""
        if now < self._next_at:
            return None
        self._next_at = now + PAUSE_SECONDS
        looks = {cycle: look for cycle in self._suspects() if (look := _look(cycle))}
        for cycle, look in looks.items():
            at, before = self._first.get(cycle, (now, []))
            if before == look and now - at >= self._gap_seconds:
                return cycle
        self._first = {
            cycle: (self._since(cycle, look, now), look) for cycle, look in looks.items()
        }
        if self._first:
            self._next_at = now + self._gap_seconds
        return None

    def _since(self, cycle: Cycle, look: list[tuple[object, ...]], now: float) -> float:
        at, before = self._first.get(cycle, (now, look))
        return at if before == look else now


def _look(cycle: Cycle) -> list[tuple[object, ...]] | None:
    """Read where the members stand; None when one of them does not wait as it should."""
    found: list[tuple[object, ...]] = []
    for member in (*cycle.members, *cycle.bystanders):
        with procfs.as_owner(member.pid):
            thread = procfs.read_thread(member.pid, member.tid)
        if thread is None or not _waits_as_told(thread, member):
            return None
        found.append(thread.stands_like)
    return found


def _waits_as_told(thread: procfs.Thread, member: Member) -> bool:
    wait = thread.wait
    if member.joins and wait.kind in {"child", "fds"}:
        return True
    if wait.kind != "futex":
        return False
    return member.address is None or wait.address is None or wait.address == member.address
