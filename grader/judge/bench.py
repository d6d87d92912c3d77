"""The judge's workbench: the box's link, and the session that a call of the test goes to.

There is one bench in a judge process; tests reach it through the modules they import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from grader.errors import JudgeFault
from grader.judge import files
from grader.judge.callbacks import answer
from grader.judge.link import Link
from grader.judge.outcomes import CaseEnded
from grader.judge.session import Session
from grader.model import Limits, Schedule


class Bench:
    """Hold the sessions that are open and say which is current."""

    def __init__(self, link: Link, limits: Limits) -> None:
        self.link = link
        self.limits = limits
        self.clean = True
        """Whether every session that ended left nothing in the box."""
        self._stack: list[tuple[Callable[[], Session], bool]] = []

    @property
    def current(self) -> Session:
        """Return the session that calls go to now. Raises JudgeFault where there is none."""
        if not self._stack:
            raise JudgeFault(
                "the test called the program while no case was running",
                hint="Call it in a test or a fixture.",
            )
        session, _opens = self._stack[-1]
        return session()

    @property
    def running(self) -> Session | None:
        """Return the session that calls go to now; None where the first call would open one."""
        if not self._stack:
            return None
        session, opens = self._stack[-1]
        return None if opens else session()

    def open(self, limits: Limits | None = None, schedule: Schedule | None = None) -> Session:
        """Open a session; with a `schedule` the order of the program's steps is ours."""
        session = Session(self.link, limits or self.limits, answer, schedule)
        try:
            session.open()
        except CaseEnded:
            self.clean = False  # Whatever is wrong with the box, it is no good for the next case.
            raise
        return session

    def close(self, session: Session) -> None:
        """End a session for good."""
        self.clean = session.close() and self.clean
        files.forget(session)

    @contextmanager
    def using(self, session: Callable[[], Session], *, opens: bool = False) -> Iterator[None]:
        """Let calls go to the session that this returns at the time, and maybe `opens` for it."""
        entry = session, opens
        self._stack.append(entry)
        try:
            yield
        finally:
            self._stack.remove(entry)


_bench: list[Bench] = []


def install(bench: Bench) -> None:
    """Make it the process's bench."""
    _bench[:] = [bench]


def bench() -> Bench:
    """Return the process's bench. Raises JudgeFault before it was installed."""
    if not _bench:
        raise JudgeFault("no judge is running in this process")
    return _bench[0]
