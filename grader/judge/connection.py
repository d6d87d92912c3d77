"""One conversation with one thread of the program."""

from __future__ import annotations

import queue
from typing import Any

Message = dict[str, Any]


class Connection:
    """Where its messages arrive, and what was said on it."""

    def __init__(self, number: int, *, pid: int, in_leader: bool) -> None:
        self.number = number
        self.pid = pid
        self.in_leader = in_leader
        self.inbox: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self.classes: dict[int, Any] = {}
        """Classes that were described on this connection, by number."""
        self.served = False
        self.open = True
        self.held_bytes = 0
        """How much of what arrived was taken out of the inbox and is still looked at."""
        self.resting = 0
        """Callbacks on this connection that call the program in their turn and wait for it."""
