"""A task as the director sees it."""

from __future__ import annotations

import socket
from enum import Enum
from typing import NamedTuple

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


class Option(NamedTuple):
    """One task that may go, as a strategy sees it."""

    id: str
    op: str
    place: tuple[str, int]
    what: str = ""
    steps: int = 0
    """How many it has taken so far."""


def bounded(owners: object) -> Owners:
    """Return what a task says of the objects of a line, as far as it can be right."""
    if not owners:
        return {}
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
        self.order: tuple[tuple[int, ...], str] = (), ""
        """What sorts tasks as their ids say: the same in every run."""
        self.pid = 0
        self.tid = 0
        self.process = ""
        self.thread = ""
        self.state = State.IDLE
        self.keys: frozenset[str] = frozenset()
        self.looks_for: frozenset[str] | None = None
        """What it waited for when it was let go only to look whether that is there."""
        self.until: float | None = None
        self.expired = False
        self.passed_over = 0
        """So often others went since it could go."""
        self.held = False
        """A gate of the test holds it."""
        self.steps = 0
        self.op, self.file, self.line, self.what = "", "", 0, ""
        self.owners: Owners = {}
        self._option: Option | None = None
        self._buffer = b""

    def is_called(self, name: str) -> None:
        """Take a name: the numbers of the starts that led to the task."""
        self.id = name
        try:
            self.order = tuple(map(int, name.split("."))), name
        except ValueError:
            self.order = (1 << 60,), name

    @property
    def option(self) -> Option:
        """Return what a strategy may know."""
        if self._option is None:
            place = self.file, self.line
            self._option = Option(self.id, self.op, place, self.what, self.steps)
        return self._option

    def at(self, op: str, file: str, line: int, what: str = "", owners: object = None) -> None:
        """Note where the task stands, and which objects the line there works on."""
        self.op, self.what = str(op)[:40], str(what)[:100]
        self.file, self.line = str(file)[:300], int(line)
        self.owners = bounded(owners)
        self._option = None

    def goes(self) -> None:
        """Note that it takes its step."""
        self.steps += 1
        self._option = None

    def receive(self) -> list[bytes]:
        """Return the lines that have arrived. Raises EOFError, OSError."""
        try:
            data = self.socket.recv(1 << 16, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return []
        if not data:
            raise EOFError
        *lines, self._buffer = (self._buffer + data).split(b"\n")
        if len(self._buffer) > MAX_LINE:
            raise EOFError
        return lines
