"""See that a task which should be going does not come to a step: it is stuck, or it spins."""

from __future__ import annotations

import os
import stat
import time

from .. import procfs
from ..procfs import Thread
from .tasks import Seat

LOOK_SECONDS = 0.04
FILE_SECONDS = 1.0
"""So long a task may wait for a disk, or in what we don't know, on a machine that is busy."""
PATIENT_SECONDS = 3.0
"""A function of the test may take so long before others go on, and the beginning of a thread or a
process; of a gate the judge tells.
"""
SPINNING_NANOSECONDS = 250_000_000
"""After so much of a CPU without a step a task may be waiting for others to change something."""


class Watch:
    """Watch the one task that goes."""

    def __init__(self) -> None:
        self._since = 0.0
        self._next = 0.0
        self._seen: Thread | None = None
        self._used: int | None = None

    def begin(self, seat: Seat) -> None:
        """Begin to watch a task that was let go."""
        self._since = time.monotonic()
        self._next = self._since + (PATIENT_SECONDS if seat.op == "call" else LOOK_SECONDS)
        self._seen = self._used = None

    def be_patient(self) -> None:
        """Let the task sleep for a while from now on."""
        self._next = time.monotonic() + PATIENT_SECONDS

    def holds_others_up(self, seat: Seat, now: float) -> bool:
        """Tell whether it has slept without a break since the last look, or uses a CPU only."""
        if now < self._next:
            return False
        self._next = now + LOOK_SECONDS / 2
        return self._is_stuck(seat, now) or self._spins(seat)

    def _spins(self, seat: Seat) -> bool:
        used = _nanoseconds(seat.pid, seat.tid)
        if self._used is None:
            self._used = used
        return used - self._used > SPINNING_NANOSECONDS

    def _is_stuck(self, seat: Seat, now: float) -> bool:
        with procfs.as_owner(seat.pid):
            before, self._seen = self._seen, procfs.read_thread(seat.pid, seat.tid)
            seen = self._seen
            if seen is None:
                return True  # There is no such thread: whoever said so is not to be waited for.
            if before is None or before.stands_like != seen.stands_like:
                return False
            patient = now - self._since > FILE_SECONDS
            return seen.state in "SD" if patient else _waits_for_others(seen)


def _waits_for_others(thread: Thread) -> bool:
    """Tell whether a task sleeps in what only others end: a disk is slow, and ends by itself."""
    wait = thread.wait
    if thread.state == "S" and thread.call == procfs.UNREADABLE:
        return True
    files = (*wait.reads, *wait.writes) if wait.direct else ()
    return (wait.endless or wait.kind == "timed") and not any(_is_file(thread, fd) for fd in files)


def _is_file(thread: Thread, fd: int) -> bool:
    try:
        return stat.S_ISREG(os.stat(f"/proc/{thread.pid}/fd/{fd}").st_mode)
    except OSError:
        return False


def _nanoseconds(pid: int, tid: int) -> int:
    """Return what a thread has used of a CPU; 0 where the kernel does not tell. Source: proc(5)."""
    try:
        with open(f"/proc/{pid}/task/{tid}/schedstat", "rb") as file:
            return int(file.read().split()[0])
    except (OSError, ValueError, IndexError):
        return 0
