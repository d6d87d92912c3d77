"""See that a task which should be going does not come to a step: it is stuck, or it spins."""

from __future__ import annotations

import time

from .tasks import Seat

LOOK_SECONDS = 0.04
CALL_SECONDS = 3.0
"""A function of the test may take so long before others go on; of a gate the judge tells."""
SPINNING_NANOSECONDS = 250_000_000
"""After so much of a CPU without a step a task may be waiting for others to change something."""


class Watch:
    """Watch the one task that goes."""

    def __init__(self) -> None:
        self._since = 0.0
        self._next = 0.0
        self._seen: tuple[bytes, bytes] | None = None
        self._used: int | None = None

    def begin(self, seat: Seat) -> None:
        """Begin to watch a task that was let go."""
        self._since = time.monotonic()
        self._next = self._since + (CALL_SECONDS if seat.op == "call" else LOOK_SECONDS)
        self._seen = self._used = None

    def holds_others_up(self, seat: Seat, now: float) -> bool:
        """Tell whether it has slept without a break since the last look, or uses a CPU only."""
        if now < self._next:
            return False
        self._next = now + LOOK_SECONDS / 2
        return self._is_stuck(seat) or self._spins(seat)

    def _spins(self, seat: Seat) -> bool:
        used = _nanoseconds(seat.pid, seat.tid)
        if self._used is None:
            self._used = used
        return used - self._used > SPINNING_NANOSECONDS

    def _is_stuck(self, seat: Seat) -> bool:
        before, self._seen = self._seen, _look(seat.pid, seat.tid)
        return before is not None and before == self._seen and self._seen[0] in b"SD"


def _nanoseconds(pid: int, tid: int) -> int:
    """Return what a thread has used of a CPU; 0 where the kernel does not tell. Source: proc(5)."""
    try:
        with open(f"/proc/{pid}/task/{tid}/schedstat", "rb") as file:
            return int(file.read().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _look(pid: int, tid: int) -> tuple[bytes, bytes]:
    """Return a thread's state and its context switches. Source: proc(5)."""
    try:
        with open(f"/proc/{pid}/task/{tid}/status", "rb") as file:
            lines = file.read().splitlines()
    except OSError:
        return b"?", b""
    state = next((line.split()[1] for line in lines if line.startswith(b"State:")), b"?")
    return state, b" ".join(line.split()[1] for line in lines if b"ctxt_switches" in line)
