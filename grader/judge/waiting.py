"""The test waits for the program: the agent is told, who proves deadlocks and chooses orders."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from grader.judge.ending import Ending
from grader.judge.link import Link
from grader.judge.waiters import others_are_running, waiters
from grader.model import Limits

T = TypeVar("T")
CLAIM_SECONDS = 0.03
"""How long a request may take before the agent is asked to look for a deadlock."""
CLAIM_AGAIN_SECONDS = 0.2


class Waiting(Ending):
    """Wait for what one session's program does, and tell its agent of it. Thread-safe."""

    number: int
    """The session's, on the wire."""

    def __init__(self, link: Link, limits: Limits, *, scheduled: bool) -> None:
        super().__init__(limits)
        self.link = link
        self.scheduled = scheduled
        """Whether the order of the program's steps is ours."""
        self.callbacks = 0
        """How many calls of the test's functions came in."""
        self._asked = 0
        self._answered = 0
        """Requests on lanes: what whoever chooses the order of steps sees of the test."""
        self._received = 0
        """Messages of the program so far: the agent doubts a claim that has missed one."""
        self._busy = 0
        """Callbacks that are under way, not held by a gate, and don't wait for the program."""

    def wait_for(self, token: object, get: Callable[..., T], timeout: float | None = None) -> T:
        """Wait for something of the program's; let the agent look for a deadlock meanwhile.

        `get` takes a `timeout` in seconds and raises queue.Empty or TimeoutError after it; whoever
        delivers tells `waiters`. Raises CaseEnded at the case's limit, TimeoutError at `timeout`.
        """
        until = self.deadline
        if timeout is not None:
            until = min(until, time.monotonic() + timeout)
        pause = CLAIM_SECONDS
        waiters.enter(token, for_ever=until >= self.deadline)
        # Whoever chooses the order of steps lets nobody go before the test waits.
        claimed = self.scheduled and others_are_running() and self.claim_to_wait()
        try:
            while True:
                try:
                    return get(timeout=max(0.0, min(pause, until - time.monotonic())))
                except (queue.Empty, TimeoutError):
                    if time.monotonic() >= until:
                        break
                claimed = self.claim_to_wait() or claimed
                pause = CLAIM_AGAIN_SECONDS
        finally:
            waiters.delivered(token)
        if claimed:
            self.claim(None)
        if until < self.deadline:
            raise TimeoutError
        raise self.time_is_up()

    def claim_to_wait(self) -> bool:
        """Tell the agent that we only wait, unless something has just arrived or is being done."""
        received, told = self._received, (self._asked, self._answered)
        if waiters.all_wait():
            self.claim(received, *told)
        elif self.scheduled and waiters.all_wait(for_ever=False):
            self.claim(None, *told)
        else:
            return False
        return True

    def claim(self, received: int | None, asked: int = -1, answered: int = -1) -> None:
        """Say so to who looks for a deadlock, if `received`, and to who chooses the order."""
        order = {"asked": asked, "answered": answered} if self.scheduled else {}
        self.link.control(op="waiting", session=self.number, received=received, **order)

    def park(self, token: object) -> None:
        """Note that a gate holds the calling thread's caller: it counts as blocked."""
        waiters.enter(token, for_ever=False)
        with self.changed:
            self._busy -= 1
            self.changed.notify_all()
        if self.scheduled:
            self.link.control(op="held", session=self.number, callbacks=self.callbacks)
            self.claim_to_wait()

    def unpark(self, tokens: Sequence[object]) -> None:
        """Note that a gate lets callers go."""
        for token in tokens:
            waiters.delivered(token)
        with self.changed:
            self._busy += len(tokens)
            self.changed.notify_all()
