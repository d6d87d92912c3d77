"""A task's side of the conversation with the director: stop, say where, go on when told to.

Nothing of this decides a verdict: a program that tampers with it only spoils its own order.
"""

from __future__ import annotations

import _socket
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Protocol

from . import owners
from .protocol import CALL, FREE, MAX_UNASKED, SELECT, Head, written
from .settings import Settings
from .stack import mark, name_of, walk, was_marked, where
from .tasks import Owners

LIBRARYS_OWN = frozenset({CALL, SELECT})
"""Where the library's own threads stop, too: they may look at a descriptor in a loop."""
MAX_PASSED = 20
"""So often a thread of the library's passes a point before it has to stop."""
MAX_SKIPPED = 500
"""So often a task that is alone goes on without asking: it may wait in a loop for another one."""
READ_TICK = 0.0001
"""How far a look at the clock moves it, in seconds: a loop that waits for a time must end."""


class Home(Protocol):
    """What a task needs of its process's control."""

    settings: Settings
    free: bool
    ended: set[str]

    def forget(self, task: Task) -> None:
        """Drop a task that is no longer under control."""


class Task:
    """One thread under control."""

    def __init__(self, control: Home, name: str) -> None:
        self.id = name
        self.control = control
        self.quiet = 0
        """Above 0 while nothing may stop the task."""
        self.patient = False
        """It looks at the clock only to see whether all is over: its waits have no time limit."""
        self.children = 0
        self._passed = 0
        self._skipped = 0
        self._unasked: list[tuple[str, str, int, str, Owners]] = []
        self.clock = 0.0
        self.alone = False
        self._wakes: list[str] = []
        self._born: list[str] = []
        # The class in C: what patches have made of the other one would stop here again.
        self._socket: Any = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
        self._buffer = b""
        try:
            self._socket.connect(control.settings.address)
        except OSError:
            self.let_go()

    # -- what primitives call ------------------------------------------------------------------

    def point(self, op: str = "", what: str = "", frame: FrameType | None = None) -> None:
        """Stop here until it is this task's turn; nothing happens while no other could go.

        The library's own threads rarely stop: what they do between two waits is one step.
        """
        skips = self._skips(op)
        if frame is None and (not skips or self.control.settings.is_told):
            frame, name = self._place()
            op = op if op == CALL else name or op
        self._stop(op, what, frame, skips=skips)

    def inner_point(self, op: str) -> None:
        """Stop unless it is a part of a call of the student's that has stopped already."""
        frame, outer = walk(sys._getframe(1))
        if frame is not None and outer is not None:
            if was_marked(outer):
                return
            mark(outer)
            op = name_of(outer)
        self._stop(op, "", frame, skips=self._skips(op))

    def after(self, op: str) -> None:
        """Stop after something that may let others go on, if the student's own line did it."""
        frame, outer = walk(sys._getframe(1))
        if frame is None or outer is None:
            self.point(op, frame=frame)

    def _skips(self, op: str) -> bool:
        """Tell whether to go on without asking: nobody else could go."""
        if not self.alone or self._wakes or self._born or op == CALL:
            return False
        self._skipped += 1
        return self._skipped % MAX_SKIPPED != 0

    def _stop(self, op: str, what: str, frame: FrameType | None, *, skips: bool) -> None:
        if skips:
            if frame is not None and self.control.settings.is_told:
                self.note(op, what, frame)
            return
        self._passed = 0 if frame is not None else self._passed + 1
        if frame is not None or op in LIBRARYS_OWN or self._passed % MAX_PASSED == 0:
            file, line = where(frame)
            self._ask(("at", op, file, line, what), *self._news(), self._owners(frame))

    def note(self, op: str, what: str, frame: FrameType) -> None:
        """Say, with the next message, what it did without asking whether it may."""
        if len(self._unasked) < MAX_UNASKED:
            self._unasked.append((op, *where(frame), what, self._owners(frame)))

    def wait(
        self,
        keys: list[str],
        seconds: float | None = None,
        child: int | None = None,
        op: str = "",
    ) -> int:
        """Wait for one of the keys to be woken; return GO, EXPIRED, or FREE: do it for real."""
        frame, name = self._place()
        name = name or op
        file, line = where(frame)
        seconds = None if self.patient else seconds
        known = self._owners(frame)
        return self._ask(("wait",), keys, seconds, *self._news(), child, name, file, line, known)

    def left(self, until: float | None) -> float | None:
        """Return how many seconds are left until a moment of the program's clock."""
        return None if until is None else max(0.0, until - self.clock)

    def wake(self, *keys: str) -> None:
        """Say, with the next message, what may go on now."""
        self._wakes += keys

    def bear(self) -> str:
        """Return the id of a task that this one is about to start."""
        self.children += 1
        return f"{self.id}.{self.children}"

    def starts(self) -> None:
        """Say that a thread or process is about to be started, which takes as long as it takes."""
        self._tell(("starts",))

    def born(self, name: str) -> None:
        """Say, with the next message, who has been started."""
        self._born.append(name)

    def read_clock(self) -> float:
        """Return the seconds that have passed for the program."""
        self.clock += READ_TICK
        return self.clock

    @contextmanager
    def away(self) -> Iterator[None]:
        """Let others go while this task does what the director cannot follow."""
        self._tell(("away",), *self._news())
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1
            self._ask(("back",))

    # -- its life ------------------------------------------------------------------------------

    def start(self, thread: str = "") -> None:
        """Come under control and wait for the first turn."""
        self._ask(self._hello(thread))

    def introduce(self, thread: str) -> None:
        """Say hello without waiting for a turn: it comes with the first request."""
        self._tell(self._hello(thread), True)

    def _hello(self, thread: str) -> Head:
        return "hello", self.id, os.getpid(), threading.get_native_id(), thread[:100]

    def killed(self, pid: int) -> None:
        """Say that a process was sent a signal; return when it has had the time to end."""
        frame, name = self._place()
        file, line = where(frame)
        self._ask(("killed", pid, name, file, line), *self._news())

    def started_program(self, pid: int) -> None:
        """Say that a program was started whose steps nobody can follow."""
        self._tell(("program", pid))

    def name_process(self, name: str) -> None:
        """Say what the process is called."""
        self._tell(("name", name[:100]))

    def enter(self, *, alone: bool, told: bool) -> None:
        """Begin to carry out a request of the test.

        It is `alone` if the test waits for it and for nothing else; if not, the director may be
        `told` when the test waits.
        """
        self._ask(("enter", alone, told))

    def leave(self) -> None:
        """End a request of the test."""
        self._tell(("leave",), *self._news())

    def bye(self, *, exits: bool = False) -> None:
        """Leave control for good."""
        self.control.ended.add(self.id)  # Before anybody who waits for it can be told.
        self._tell(("bye", exits), *self._news())
        self.let_go()

    def let_go(self) -> None:
        """Go on without control."""
        sock, self._socket = self._socket, None
        if sock is not None:
            sock.close()
        self.control.forget(self)

    # -- the line ------------------------------------------------------------------------------

    def _place(self) -> tuple[FrameType | None, str]:
        """Return the student's innermost frame, and the library's function that it called."""
        frame, outer = walk(sys._getframe(2))
        return frame, name_of(outer) if frame is not None else ""

    def _owners(self, frame: FrameType | None) -> Owners:
        """Return which objects a line works on, where the run is one that is told."""
        return owners.of(frame) if frame is not None and self.control.settings.is_told else {}

    def _news(self) -> list[list[str]]:
        news = [self._wakes, self._born]
        self._wakes, self._born = [], []
        return news

    def _tell(self, head: Head, *rest: Any) -> None:
        sock = self._socket
        if sock is None:
            return
        text = written(head, rest)
        if self._unasked:
            text = written(("passed",), (self._unasked,)) + text
            self._unasked = []
        try:
            sock.sendall(text)
        except OSError:
            self.let_go()

    def _ask(self, head: Head, *rest: Any) -> int:
        """Send a message and wait for the turn that it asks for."""
        self.quiet += 1  # A signal's handler may come in between: it has no turn of its own.
        try:
            self._tell(head, *rest)
            return self._listen()
        finally:
            self.quiet -= 1

    def _listen(self) -> int:
        sock = self._socket
        if sock is None:
            return FREE
        while b"\n" not in self._buffer:
            try:
                data = sock.recv(4096)
            except OSError:
                data = b""
            if not data:
                self.let_go()
                return FREE
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        what, clock, alone = line.split()
        self.alone = alone != b"0"
        # What passed while it read the clock must not come again: some loops wait for that.
        self.clock = max(self.clock, float(clock))
        going = int(what)
        if going == FREE:
            self.control.free = True
            self.let_go()
        return going
