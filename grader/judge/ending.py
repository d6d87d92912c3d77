"""Whether a case is over and why, and waiting for what may not come before that."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from grader.judge.outcomes import CaseEnded
from grader.model import Limits, Verdict
from grader.words import _


class Ending:
    """Know when and why a case is over. Thread-safe."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.deadline = time.monotonic() + limits.wall_seconds
        self.ended: CaseEnded | None = None
        """Why the case is over, once it is; the first reason counts."""
        self.changed = threading.Condition()
        """Notified whenever something happens that a test could wait for."""

    def allow(self, wall_seconds: float) -> None:
        """Let the session be used for so many seconds from now on, at least."""
        self.deadline = max(self.deadline, time.monotonic() + wall_seconds)

    def end_case(self, reason: CaseEnded) -> None:
        """Let everybody who waits for the program fail with this reason, unless there is one."""
        with self.changed:
            if self.ended is None:
                self.ended = reason
            self.changed.notify_all()
            self._wake()

    def _wake(self) -> None:
        """Let those go who wait for anything but `changed`."""

    def wait_until(self, true: Callable[[], object]) -> None:
        """Wait until something holds that changes with the session. Raises CaseEnded."""
        with self.changed:
            self.changed.wait_for(lambda: true() or self.ended, max(0.0, self.seconds_left()))
            self._raise_if_over()
            if not true():
                raise self.time_is_up()

    def seconds_left(self) -> float:
        """Return the seconds until the case's time is up."""
        return self.deadline - time.monotonic()

    def time_is_up(self) -> CaseEnded:
        """End the case for its wall time and return the reason."""
        raise NotImplementedError

    def violation(self, detail: str) -> CaseEnded:
        """End the case because the program broke the protocol."""
        self.end_case(
            CaseEnded(
                Verdict.SV,
                _("The program interfered with the grader: {detail}.", detail=detail),
                help=_("Call only what the exercise asks for; leave the grader's files alone."),
                explanation={"kind": "violation", "detail": detail},
            )
        )
        assert self.ended is not None
        return self.ended

    def _raise_if_over(self) -> None:
        if self.ended is not None:
            raise self.ended
