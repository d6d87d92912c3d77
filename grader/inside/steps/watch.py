"""See that a task which should be going is stuck in the kernel, in something we do not follow."""

from __future__ import annotations

import time

from .tasks import Seat

LOOK_SECONDS = 0.04
CALL_SECONDS = 1.0
"""A function of the test may take so long before others go on meanwhile."""


class Watch:
    """Watch the one task that goes."""

    def __init__(self) -> None:
        self._since = 0.0
        self._next = 0.0
        self._seen: tuple[bytes, bytes] | None = None

    def begin(self, seat: Seat) -> None:
        """Begin to watch a task that was let go."""
        self._since = time.monotonic()
        self._next = self._since + (CALL_SECONDS if seat.op == "call" else LOOK_SECONDS)
        self._seen = None

    def is_stuck(self, seat: Seat, now: float) -> bool:
        """Tell whether it has slept without a break since the last look."""
        if now < self._next:
            return False
        self._next = now + LOOK_SECONDS / 2
        before, self._seen = self._seen, _look(seat.pid, seat.tid)
        return before is not None and before == self._seen and self._seen[0] in b"SD"


def _look(pid: int, tid: int) -> tuple[bytes, bytes]:
    """Return a thread's state and its context switches. Source: proc(5)."""
    try:
        with open(f"/proc/{pid}/task/{tid}/status", "rb") as file:
            lines = file.read().splitlines()
    except OSError:
        return b"?", b""
    state = next((line.split()[1] for line in lines if line.startswith(b"State:")), b"?")
    return state, b" ".join(line.split()[1] for line in lines if b"ctxt_switches" in line)
