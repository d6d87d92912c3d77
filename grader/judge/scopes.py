"""Which session a test's calls go to, over the whole run of a suite.

collection     one session; the suite's to the end where test files keep what they made at import
a case         a fresh session
a file         one session for all its cases, as soon as a fixture that outlives a case (of
               class or module scope, `setUpClass`, …) has called the program
the suite      the same for fixtures of package and session scope
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grader.judge.bench import Bench
from grader.judge.outcomes import CaseEnded
from grader.judge.session import Session
from grader.judge.values import is_held
from grader.model import Limits, Schedule

Prepare = Callable[[Session], CaseEnded | None]


class Scopes:
    """Open sessions when they are needed and close them when nobody can need them any more."""

    def __init__(self, bench: Bench, prepare: Prepare) -> None:
        self._bench = bench
        self._prepare = prepare
        self._shared: dict[Any, Session] = {}
        self._collection: Session | None = None
        self._case: Session | None = None
        self._kept: Session | None = None
        """The collection's session, where it serves all cases."""

    @property
    def case(self) -> Session | None:
        """Return the session that the running case uses now."""
        return self._case

    def open_for_collection(self) -> CaseEnded | None:
        """Open the session that test files use while they are imported."""
        try:
            self._collection = self._bench.open()
        except CaseEnded as reason:
            return reason
        return self._load(self._collection)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Let calls go to the session of the collection."""
        with self._bench.using(self._get_collection):
            yield

    def _get_collection(self) -> Session:
        assert self._collection is not None
        return self._collection

    def start_case(
        self, item: pytest.Item, limits: Limits, schedule: Schedule | None = None
    ) -> Session:
        """Give a case its session, with all of its time. Raises CaseEnded."""
        shared = self._shared.get(item.session) or self._shared.get(_file_of(item))
        if shared is not None and shared.ended is None:
            shared.begin_case(limits)
            self._case = shared
        else:
            self._case = self._open(limits, schedule)
        for other in (self._collection, *self._shared.values()):
            if other is not None:
                other.allow(limits.wall_seconds)
        return self._case

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let calls go to the case's session."""
        with self._bench.using(self._get_case):
            yield

    def _get_case(self) -> Session:
        assert self._case is not None
        return self._case

    @contextmanager
    def wide_fixture(self, request: pytest.FixtureRequest) -> Iterator[None]:
        """Let a fixture that outlives the case call the program in a session that does, too."""
        wide = request.scope in ("package", "session")
        node = request.session if wide else _file_of(request.node)
        suite = self._shared.get(request.session)
        with self._bench.using(lambda: suite or self._shared_by(node), opens=suite is None):
            yield
        shared = suite or self._shared.get(node)
        if shared is not None and self._case is not None:
            self._switch(shared)

    def _shared_by(self, node: Any) -> Session:
        session = self._shared.get(node)
        if session is None:
            limits = self._case.limits if self._case is not None else self._bench.limits
            session = self._shared[node] = self._open(limits)
        return session

    def _switch(self, shared: Session) -> None:
        before, self._case = self._case, shared
        if before is not None and before is not shared and not self._is_shared(before):
            shared.deadline = before.deadline
            self._bench.close(before)

    def end_case(self, nextitem: pytest.Item | None) -> None:
        """Close what no later case can need."""
        if self._case is not None and not self._is_shared(self._case):
            self._bench.close(self._case)
        self._case = None
        still = {nextitem.session, _file_of(nextitem)} if nextitem is not None else set()
        for node in [node for node in self._shared if node not in still]:
            self._bench.close(self._shared.pop(node))

    def is_shared(self) -> bool:
        """Tell whether the running case shares its session with others."""
        return self._case is not None and self._is_shared(self._case)

    def is_kept(self) -> bool:
        """Tell whether the running case uses what test files have kept since they were imported."""
        return self._case is not None and self._case is self._kept

    def _is_shared(self, session: Session) -> bool:
        return any(session is shared for shared in self._shared.values())

    def end_collection(self, suite: pytest.Session, *, keeps: bool) -> None:
        """Close the collection's session, unless a test file keeps something of it.

        What it keeps meets what cases make: they all use this one session then, while it lives.
        What only the program's looks can cause is no reason: `keeps` tells of containers of its
        that a test file has, and has objects in; what else is kept, the test had it make.
        """
        collection, self._collection = self._collection, None
        if collection is not None and (collection.used or keeps) and is_held(collection):
            self._shared[suite] = self._kept = collection
        elif collection is not None:
            self._bench.close(collection)

    def close(self) -> None:
        """Close what is left."""
        self.end_case(None)
        if self._collection is not None:
            self._bench.close(self._collection)

    def _open(self, limits: Limits, schedule: Schedule | None = None) -> Session:
        session = self._bench.open(limits, schedule)
        reason = self._load(session)
        if reason is not None:
            session.end_case(reason)
        return session

    def _load(self, session: Session) -> CaseEnded | None:
        with self._bench.using(lambda: session):
            return self._prepare(session)


def _file_of(node: Any) -> Any:
    return node.getparent(pytest.File) or node
