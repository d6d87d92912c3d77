"""Which user ids a box's sessions may take, so that no two boxes of a machine take the same.

The kernel counts a user's processes (RLIMIT_NPROC) across all containers: sessions of the same
number would use up each other's limit. Each box therefore claims a range of its own. A claim is a
bound address in Linux's abstract namespace of Unix sockets: it needs no file and no rights, all
graders of the machine see it, and the kernel ends it with the process that made it.
"""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import suppress

RANGES = 62
"""How many ranges of user ids there are below 65,534, all that a rootless engine can have."""
RANGE_IDS = 1000
"""How many user ids a range has."""


class Users:
    """A range of user ids that is ours until it is closed."""

    def __init__(self, number: int, claim: socket.socket | None) -> None:
        self.first = RANGE_IDS * (1 + number)
        self._claim = claim

    def close(self) -> None:
        """Let others have the range. Idempotent."""
        if self._claim is not None:
            self._claim.close()


def claim() -> Users:
    """Return a range that no other box of this machine has and no process uses.

    Where there is none, or where claims are not possible, a random one.
    """
    used = set(_used())
    start = secrets.randbelow(RANGES)
    for number in ((start + step) % RANGES for step in range(RANGES)):
        held = None if number in used else _hold(number)
        if held is not None:
            return Users(number, held)
    return Users(start, None)


def _hold(number: int) -> socket.socket | None:
    try:
        held = socket.socket(socket.AF_UNIX)
    except (OSError, AttributeError):  # a system without Unix sockets
        return None
    try:
        held.bind(f"\0grader-users-{number}")
    except (OSError, ValueError):  # another's, or a system without the abstract namespace
        held.close()
        return None
    return held


def _used() -> Iterator[int]:
    """Yield the ranges that processes of this machine belong to: those of its people, too."""
    with suppress(OSError):
        for entry in os.scandir("/proc"):
            if entry.name.isdecimal():
                with suppress(OSError):
                    yield entry.stat().st_uid // RANGE_IDS - 1
