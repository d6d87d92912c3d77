"""One case's session as the judge sees it: its life, what it is asked, and how it ends."""

from __future__ import annotations

import dataclasses
import threading
import time
from collections.abc import Callable

import pytest

from grader.judge.access import Access
from grader.judge.connection import Connection, Message
from grader.judge.conversations import Answer, Conversations
from grader.judge.link import Link
from grader.judge.outcomes import BoxLost, CaseEnded
from grader.judge.printed import Printed
from grader.judge.reasons import deadlock, death, timed_out
from grader.model import Limits, Schedule, Verdict

OPEN_SECONDS = 20.0
END_SECONDS = 20.0
EXPLAIN_SECONDS = 3.0
EPOCH = 1_700_000_000.0
"""What `time.time()` says to the program when a run begins whose order is ours."""


def _as_data(schedule: Schedule | None) -> Message | None:
    return None if schedule is None else {**schedule.as_data(), "epoch": EPOCH}


class Session(Conversations):
    """Open, ask, and end one session. Thread-safe."""

    def __init__(
        self, link: Link, limits: Limits, answer: Answer, schedule: Schedule | None = None
    ) -> None:
        super().__init__(link, limits, answer, scheduled=schedule is not None)
        self._schedule = schedule
        self.noted: BaseException | None = None
        """What a function of the test raised while the program called it."""
        self.leader_pid: int | None = None
        self.accesses: list[Access] = []
        """What the program did to what the test shares with it."""
        self.used = False
        """Whether the test has had the program do more than hand out its names."""
        self.usage: Message = {}
        """What the agent told of the session when it ended."""
        self.state = pytest.Stash()
        """What other modules keep for the session, each under its own key."""
        self._replies: dict[int, Message | None] = {}
        self._printed = Printed()
        self._explaining = False
        self._over = threading.Event()
        self.number = link.register(self)

    # -- life ---------------------------------------------------------------------------------

    def open(self) -> None:
        """Start the session. Raises CaseEnded where the box does not."""
        self.link.control(
            op="open",
            session=self.number,
            limits=dataclasses.asdict(self.limits),
            schedule=_as_data(self._schedule),
        )
        with self.changed:
            if not self.changed.wait_for(self._is_open, OPEN_SECONDS):
                self.end_case(BoxLost("a session did not start"))
        if self.ended is not None:
            raise self.ended

    def begin_case(self, limits: Limits) -> None:
        """Let one more case use the session, with limits of its own."""
        self.limits = limits
        self.deadline = time.monotonic() + limits.wall_seconds
        self.noted = None
        self.answers = 0
        self._explaining = False
        self._printed.begin_case()

    def _is_open(self) -> bool:
        return bool(self._idle and self.leader_pid) or self.ended is not None

    def close(self) -> bool:
        """End the session; tell whether nothing of it is left in the box."""
        if self.link.lost is None:
            self.link.control(op="end", session=self.number)
            self._over.wait(END_SECONDS)
        self.end_case(CaseEnded(Verdict.JE, "the case is over"))
        self.link.release(self.number)
        return bool(self.usage.get("clean")) and self.link.lost is None

    # -- what the agent is asked ------------------------------------------------------------------

    def query(
        self, op: str, *, enough: Callable[[], bool] = lambda: False, **details: object
    ) -> Message | None:
        """Ask the agent about the session; return what it says, or None once `enough()`.

        Raises CaseEnded.
        """
        number = next(self._numbers)
        self._replies[number] = None
        try:
            self.link.control(op=op, session=self.number, id=number, **details)
            self.wait_until(lambda: self._replies[number] is not None or enough())
            return self._replies[number]
        finally:
            del self._replies[number]

    def settle(self, enough: Callable[[], bool] = lambda: False) -> None:
        """Return once every task is blocked or gone and no callback is under way, or `enough()`.

        Callers that a gate holds count as blocked. Raises CaseEnded at the limit.
        """
        while not enough():
            if self.scheduled:
                self.claim(None, self._asked, self._answered)
            self.wait_until(lambda: self._busy == 0 or enough())
            with self.changed:
                sent = self._sent
            answer = self.query("settle", enough=enough)
            with self.changed:
                # What waited for an answer counted as blocked; if it got one since, it goes on.
                quiet = self._busy == 0 and self._sent == sent
            if answer is not None and quiet and answer["received"] == self._received:
                return

    def time_is_up(self) -> CaseEnded:
        """End the case for its wall time and return the reason, with what the program was doing."""
        with self.changed:
            first, self._explaining = not self._explaining, True
        if first and self.ended is None:
            self.end_case(timed_out(self.limits, self._what_it_does()))
        with self.changed:
            self.changed.wait_for(lambda: self.ended, 2 * EXPLAIN_SECONDS)
        return self.ended or timed_out(self.limits, None)

    def _what_it_does(self) -> Message | None:
        number = next(self._numbers)
        self._replies[number] = None
        self.link.control(op="explain", session=self.number, id=number)
        with self.changed:
            self.changed.wait_for(lambda: self._replies[number] or self.ended, EXPLAIN_SECONDS)
            answer = self._replies.pop(number)
        return None if answer is None else answer.get("explanation")

    # -- what arrives, on the reader's thread ------------------------------------------------------

    def on_event(self, event: Message) -> None:
        """Take an event of the agent."""
        op = event["op"]
        if op == "opened":
            self._opened(event["pid"])
        elif op == "lane":
            self._connect(event["connection"], pid=0, in_leader=True)
        elif op == "connected":
            self._connect(event["connection"], pid=event["pid"], in_leader=bool(event["leader"]))
        elif op == "disconnected":
            self._disconnected(event["connection"])
        elif op == "died":
            known = self._begun or event.get("memory_kills")
            if self._explaining:  # Its time was up before it ended.
                self.end_case(timed_out(self.limits, event.get("explanation")))
            else:
                self.end_case(death(event, self.limits) if known else self._stillborn())
        elif op == "deadlock":
            self.end_case(deadlock(event))
        elif op == "ended":
            self.usage = event
            self._over.set()
        elif event.get("id") in self._replies:
            with self.changed:
                self._replies[event["id"]] = event
                self.changed.notify_all()

    def on_print(self, kind: int, data: bytes) -> None:
        """Keep what the program printed."""
        self._printed.add(kind, data)

    def on_lost(self, detail: str) -> None:
        """End the case: the box is gone."""
        self.end_case(BoxLost(detail))
        self._over.set()

    def _opened(self, pid: int) -> None:
        with self.changed:
            self.leader_pid = pid
            for connection in list(self._connections.values()):
                connection.pid = connection.pid or pid
            self.changed.notify_all()

    def _stillborn(self) -> CaseEnded:
        return CaseEnded(Verdict.JE, f"The session could not start: {self.output()[-1500:]}")

    # -- output -------------------------------------------------------------------------------

    def fresh_output(self) -> list[tuple[int, str]]:
        """Return what was printed since the last call, by stream."""
        return self._printed.fresh()

    def output(self) -> str:
        """Return all that was printed in this case, both streams in their order."""
        return self._printed.text()


__all__ = ["Answer", "Connection", "Message", "Session"]
