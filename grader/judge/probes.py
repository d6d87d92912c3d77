"""Functions of the test that watch or hold whoever calls them.

What they tell is fact: it happens on the judge's side, and in the judge's time.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from grader.judge.bench import bench
from grader.judge.session import Connection, Session
from grader.words import _

FIRST: Any = object()
"""Stands for a caller's own first argument, as what a gate returns."""


@dataclass(slots=True, kw_only=True)
class Record:
    """One call of a function of the test, as the judge saw it. Times are `time.monotonic()`."""

    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    pid: int | None
    """The calling process; None where the test itself called."""
    entered_at: float
    left_at: float | None = None


def _caller_pid() -> int | None:
    connection = bench().current.caller()
    return None if connection is None else connection.pid


class Probe:
    """A function of the test that records who called it, when, and how many were in it at once."""

    _grader_opaque = True
    """The program may call it and do nothing else with it."""
    _grader_stays = True
    """Where the order of steps is ours, others may go while a caller is inside."""

    def __init__(
        self,
        session: Session,
        function: Callable[..., Any] | None = None,
        *,
        returns: Any = None,
        raises: BaseException | None = None,
    ) -> None:
        self._session = session
        self._function = function
        self._returns = returns
        self._raises = raises
        self._changed = session.changed
        self._calls: list[Record] = []
        self._visits: dict[int, tuple[Connection | None, Record]] = {}
        self._inside = 0
        self._max_inside = 0
        self.__name__ = "probe"

    @property
    def calls(self) -> list[Record]:
        """Return the calls so far, in the order in which they came in."""
        with self._changed:
            return list(self._calls)

    @property
    def count(self) -> int:
        """Return how many calls came in."""
        return len(self._calls)

    @property
    def inside(self) -> int:
        """Return how many callers are inside now."""
        return self._inside

    @property
    def entered(self) -> int:
        """Return how many callers have come in so far."""
        return len(self._calls)

    @property
    def max_inside(self) -> int:
        """Return how many callers were inside at the same time, at most."""
        return self._max_inside

    @property
    def pids(self) -> set[int]:
        """Return the processes that called."""
        return {record.pid for record in self.calls if record.pid is not None}

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        record = self._enter(args, kwargs)
        try:
            self._stay(record)
        except BaseException:
            self._leave(record)
            raise
        return self._end(record)

    def _grader_enter(self, *args: Any, **kwargs: Any) -> int:
        """Let a caller in; return the number by which it leaves."""
        caller = bench().current.caller()
        with self._changed:
            for number in [n for n, (who, _) in self._visits.items() if who is caller]:
                self._leave(self._visits.pop(number)[1])  # One caller is in here once at a time.
            record = self._enter(args, kwargs)
            self._visits[len(self._calls)] = caller, record
            return len(self._calls)

    def _grader_leave(self, number: int) -> Any:
        """Do what the probe does and let a caller out. Raises KeyError for one that is not in."""
        with self._changed:
            _, record = self._visits.pop(number)
        return self._end(record)

    def _end(self, record: Record) -> Any:
        try:
            if self._raises is not None:
                raise self._raises
            if self._function is not None:
                return self._function(*record.args, **record.kwargs)
            return self._result(record.args)
        finally:
            self._leave(record)

    def _result(self, args: tuple[Any, ...]) -> Any:
        return self._returns

    def _enter(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Record:
        with self._changed:
            record = Record(
                args=args, kwargs=kwargs, pid=_caller_pid(), entered_at=time.monotonic()
            )
            self._calls.append(record)
            self._inside += 1
            self._max_inside = max(self._max_inside, self._inside)
            self._changed.notify_all()
            return record

    def _leave(self, record: Record) -> None:
        with self._changed:
            record.left_at = time.monotonic()
            self._inside -= 1
            self._changed.notify_all()

    def _stay(self, record: Record) -> None:
        """A probe holds nobody."""


class Gate(Probe):
    """A function of the test that holds its callers inside until it is opened."""

    _grader_stays = False

    def __init__(self, session: Session, function: Callable[..., Any] | None, returns: Any) -> None:
        super().__init__(session, function, returns=returns)
        self._open = False
        self._passes = 0
        self._held: list[Record] = []
        self.__name__ = "gate"

    def open(self) -> None:
        """Let everybody pass from now on."""
        with self._changed:
            self._open = True
            self._let_go(len(self._held))

    def close(self) -> None:
        """Hold everybody who comes from now on."""
        with self._changed:
            self._open = False

    def release(self, n: int = 1) -> None:
        """Let `n` callers pass: those inside first, in the order in which they came."""
        with self._changed:
            going = min(n, len(self._held))
            self._passes += n - going
            self._let_go(going)

    def _let_go(self, callers: int) -> None:
        going, self._held = self._held[:callers], self._held[callers:]
        self._session.unpark([id(record) for record in going])

    def wait_inside(self, n: int) -> None:
        """Return once at least `n` callers are inside.

        The test fails as soon as it is proved that no more can come: every task of the program is
        blocked or gone. The case fails at its limit.
        """
        self._session.settle(enough=lambda: self._inside >= n)
        if self._inside < n:
            pytest.fail(
                _(
                    "Only {inside} of {count} calls were under way at the same time: all else in "
                    "the program waits or has ended.",
                    inside=self._inside,
                    count=n,
                )
            )

    def _result(self, args: tuple[Any, ...]) -> Any:
        if self._returns is FIRST:
            return args[0] if args else None
        return self._returns

    def _stay(self, record: Record) -> None:
        with self._changed:
            if self._open:
                return
            if self._passes:
                self._passes -= 1
                return
            self._held.append(record)
            self._session.park(id(record))
            self._session.wait_until(lambda: all(held is not record for held in self._held))
