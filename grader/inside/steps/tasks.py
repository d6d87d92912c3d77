"""A task as the director sees it."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from enum import Enum

MAX_LINE = 1 << 16
MAX_OWNERS, MAX_NAME, MAX_INDEX = 12, 100, 40
"""So many objects of a line are told, by names that are no longer; so long is an index."""

Owners = dict[str, int | str]
"""What a line works on, by the name it has for it: which object it is, or which element."""


class State(Enum):
    """What a task is doing."""

    READY = "ready"
    RUNNING = "running"
    BLOCKED = "blocked"
    AWAY = "away"
    """It does what nobody can foresee, or is stuck where we cannot follow."""
    IDLE = "idle"
    """It waits for a request of the test."""
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One task that may go, as a strategy sees it."""

    id: str
    op: str
    place: tuple[str, int]
    what: str = ""
    steps: int = 0
    """How many it has taken so far."""


def bounded(owners: object) -> Owners:
    """Return what a task says of the objects of a line, as far as it can be right."""
    given = owners if isinstance(owners, dict) else {}
    return {
        str(name)[:MAX_NAME]: which if type(which) is int else str(which)[:MAX_INDEX]
        for name, which in list(given.items())[:MAX_OWNERS]
    }


class Seat:
    """What is known of one task."""

    def __init__(self, sock: socket.socket) -> None:
        self.socket = sock
        self.id = ""
        self.pid = 0
        self.tid = 0
        self.process = ""
        self.thread = ""
        self.state = State.IDLE
        self.keys: frozenset[str] = frozenset()
        self.until: float | None = None
        self.expired = False
        self.passed_over = 0
        """So often others went since it could go."""
        self.held = False
        """A gate of the test holds it."""
        self.steps = 0
        self.op, self.file, self.line, self.what = "", "", 0, ""
        self.owners: Owners = {}
        self._buffer = b""

    @property
    def order(self) -> tuple[tuple[int, ...], str]:
        """Sort tasks as their ids say: the same in every run."""
        try:
            return tuple(map(int, self.id.split("."))), self.id
        except ValueError:
            return (1 << 60,), self.id

    @property
    def option(self) -> Option:
        """Return what a strategy may know."""
        return Option(
            id=self.id, op=self.op, place=(self.file, self.line), what=self.what, steps=self.steps
        )

    def at(self, op: str, file: str, line: int, what: str = "", owners: object = None) -> None:
        """Note where the task stands, and which objects the line there works on."""
        self.op, self.what = str(op)[:40], str(what)[:100]
        self.file, self.line = str(file)[:300], int(line)
        self.owners = bounded(owners)

    def receive(self) -> list[bytes]:
        """Return the lines that have arrived. Raises EOFError, OSError."""
        data = self.socket.recv(1 << 16)
        if not data:
            raise EOFError
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        if len(self._buffer) > MAX_LINE:
            raise EOFError
        return lines
