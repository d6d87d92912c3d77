"""A task's side of the conversation with the director: stop, say where, go on when told to.

Messages are JSON lists, one a line. To the director:

    ["hello", id, pid, tid, thread]                 comes under control
    ["name", process]                               says what its process is called
    ["at", op, file, line, what, wakes, born]       may go on, when it is its turn
    ["wait", keys, seconds, wakes, born, child]     may go on when one of the keys is woken, or then
    ["enter", alone]  ["leave", wakes, born]        a request of the test begins, ends
    ["away", wakes, born]  ["back"]                 something is done that nobody can foresee
    ["bye", exits, wakes, born]

From the director: `[what, clock, alone]`, where `what` is GO, EXPIRED or FREE.

Nothing of this decides a verdict: a program that tampers with it only spoils its own order.
"""

from __future__ import annotations

import _socket
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import CodeType, FrameType
from typing import Any

from .. import places

GO, EXPIRED, FREE = 1, 2, 0
IO, CHILD = "io", "child"
CALL, SELECT = "call", "select"
LIBRARYS_OWN = frozenset({CALL, SELECT})
"""Where the library's own threads stop, too: they may look at a descriptor in a loop."""
MAX_PASSED = 20
MAX_SKIPPED = 500
"""So often a task that is alone goes on without asking: it may wait in a loop for another one."""
"""So often a thread of the library's passes a point before it has to stop."""
BIRTHS: set[CodeType] = set()
"""Where a forked process begins: further up stands the stack that its parent had."""
"""What is woken by anything that may change what a descriptor or a child's end looks like."""
READ_TICK = 0.0001
"""How far a look at the clock moves it, in seconds: a loop that waits for a time must end."""


class Settings:
    """What a session's processes know of the control."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.address = str(data["address"])
        self.granularity = str(data["granularity"])
        self.strategy = str(data["strategy"])
        self.seed = int(data["seed"])
        self.epoch = float(data["epoch"])
        """What `time.time()` said when the run began."""

    def data(self) -> dict[str, Any]:
        """Return it as it was given."""
        return vars(self)


class Task:
    """One thread under control."""

    def __init__(self, control: Control, name: str) -> None:
        self.id = name
        self.control = control
        self.quiet = 0
        """Above 0 while nothing may stop the task."""
        self.patient = False
        """It looks at the clock only to see whether all is over: its waits have no time limit."""
        self.children = 0
        self._passed = 0
        self._skipped = 0
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
        if self.alone and not self._wakes and not self._born and op != CALL:
            self._skipped += 1
            if self._skipped % MAX_SKIPPED:
                return
        if frame is None:
            frame, name = self._place()
            op = op if op == CALL else name or op
        self._passed = 0 if frame is not None else self._passed + 1
        if frame is not None or op in LIBRARYS_OWN or self._passed % MAX_PASSED == 0:
            self._tell(["at", op, *_where(frame), what, *self._news()])
            self._listen()

    def inner_point(self, op: str) -> None:
        """Stop unless it is a part of a call of the student's that has stopped already."""
        outer = self._outermost()
        if outer is not None:
            if outer.f_trace is _stopped:
                return
            # The one thing that a frame can be marked with, and that goes when it goes.
            outer.f_trace_lines, outer.f_trace = False, _stopped
        self.point(op)

    def after(self, op: str) -> None:
        """Stop after something that may let others go on, if the student's own line did it."""
        if self._outermost() is None:
            self.point(op)

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
        file, line = _where(frame)
        seconds = None if self.patient else seconds
        self._tell(["wait", keys, seconds, *self._news(), child, name, file, line])
        return self._listen()

    def wake(self, *keys: str) -> None:
        """Say, with the next message, what may go on now."""
        self._wakes += keys

    def bear(self) -> str:
        """Return the id of a task that this one is about to start."""
        self.children += 1
        return f"{self.id}.{self.children}"

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
        self._tell(["away", *self._news()])
        self.quiet += 1
        try:
            yield
        finally:
            self.quiet -= 1
            self._tell(["back"])
            self._listen()

    # -- its life ------------------------------------------------------------------------------

    def start(self, thread: str = "") -> None:
        """Come under control and wait for the first turn."""
        self._tell(["hello", self.id, os.getpid(), threading.get_native_id(), thread[:100]])
        self._listen()

    def introduce(self) -> None:
        """Say hello without waiting for a turn: it comes with the first request."""
        self._tell(["hello", self.id, os.getpid(), threading.get_native_id(), "", True])

    def killed(self, pid: int) -> None:
        """Say that a process was sent a signal; return when it has had the time to end."""
        frame, name = self._place()
        file, line = _where(frame)
        self._tell(["killed", pid, name, file, line, *self._news()])
        self._listen()

    def name_process(self, name: str) -> None:
        """Say what the process is called."""
        self._tell(["name", name[:100]])

    def enter(self, *, alone: bool) -> None:
        """Begin to carry out a request of the test."""
        self._tell(["enter", alone])
        self._listen()

    def leave(self) -> None:
        """End a request of the test."""
        self._tell(["leave", *self._news()])

    def bye(self, *, exits: bool = False) -> None:
        """Leave control for good."""
        self.control.ended.add(self.id)  # Before anybody who waits for it can be told.
        self._tell(["bye", exits, *self._news()])
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
        frame, outer = _walk(sys._getframe(2))
        name = outer.f_code.co_name if outer is not None else ""
        return frame, _OPS.get(name, name) if frame is not None else ""

    @staticmethod
    def _outermost() -> FrameType | None:
        """Return the frame of the library's function that the student called, if one did."""
        frame, outer = _walk(sys._getframe(2))
        return outer if frame is not None else None

    def _news(self) -> list[list[str]]:
        news = [self._wakes, self._born]
        self._wakes, self._born = [], []
        return news

    def _tell(self, message: list[Any]) -> None:
        sock = self._socket
        if sock is None:
            return
        try:
            sock.sendall(json.dumps(message).encode() + b"\n")
        except OSError:
            self.let_go()

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
        what, self.clock, self.alone = json.loads(line)
        if what == FREE:
            self.control.free = True
            self.let_go()
        return int(what)


# As compiled, which is not where a module was loaded from.
_HERE = os.path.dirname(os.path.dirname(Task.point.__code__.co_filename))


def _walk(frame: FrameType | None) -> tuple[FrameType | None, FrameType | None]:
    """Return the student's innermost frame, and the one below it that is not ours."""
    outer = None
    while frame is not None and not places.is_students(frame.f_code):
        if frame.f_code in BIRTHS:
            return None, outer
        if not frame.f_code.co_filename.startswith(_HERE):
            outer = frame
        frame = frame.f_back
    return frame, outer


def _stopped(_frame: FrameType, _event: str, _argument: Any) -> None:
    """Mark a frame in which the task has stopped already."""


def _where(frame: FrameType | None) -> tuple[str, int]:
    if frame is None:
        return "", 0
    return places.short(frame.f_code.co_filename), frame.f_lineno


_OPS = {"__enter__": "acquire", "__exit__": "release", "_callmethod": "proxy"}


class Control:
    """What this process knows of the control, and which of its threads are under it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.free = False
        """The director has let everybody go: from now on all is as without it."""
        self.ended: set[str] = set()
        """The tasks of this process that have said goodbye."""
        self._tasks: dict[int, Task] = {}
        self._lanes: dict[str, Task] = {}

    def task(self) -> Task | None:
        """Return the calling thread's task; None while nothing may stop it."""
        task = self._tasks.get(threading.get_ident())
        return None if task is None or task.quiet or self.free else task

    def whole_task(self) -> Task | None:
        """Return the calling thread's task, also where nothing may stop it now."""
        return None if self.free else self._tasks.get(threading.get_ident())

    def adopt(self, task: Task) -> None:
        """Make a task the calling thread's own."""
        self._tasks[threading.get_ident()] = task

    def forget(self, task: Task) -> None:
        """Drop a task that is no longer under control."""
        self.ended.add(task.id)
        for ident, known in list(self._tasks.items()):
            if known is task:
                del self._tasks[ident]

    def begin(self, name: str, thread: str = "") -> Task:
        """Put the calling thread under control; return when it is its turn."""
        task = self.make(name)
        self.adopt(task)
        task.start(thread)
        return task

    def make(self, name: str) -> Task:
        """Return a task that is not under control yet."""
        return Task(self, name)

    def lane(self, number: int) -> Task:
        """Return the task that carries out the requests of a lane of the test's."""
        name = str(number)
        task = self._lanes.get(name)
        if task is None:
            task = self._lanes[name] = self.make(name)
            task.introduce()
        self.adopt(task)
        return task

    def release(self) -> None:
        """Let the calling thread be under control no more, until its next request."""
        self._tasks.pop(threading.get_ident(), None)

    def adopted(self) -> Task | None:
        """Return the calling thread's task; put it under control if it escaped that."""
        if self.free:
            return None
        return self.whole_task() or self.begin(f"{os.getpid()}.{threading.get_native_id()}")

    def in_child(self, parent: Task | None) -> None:
        """Begin anew in a forked process; its one thread continues a task of the parent's."""
        known, self._tasks = self._tasks, {}
        self.ended = set()
        lanes, self._lanes = self._lanes, {}
        for task in {*known.values(), *lanes.values()}:
            if task._socket is not None:
                task._socket.close()
                task._socket = None
        if parent is not None and not self.free:
            self.begin(f"{parent.id}.{parent.children}")

    def calmly(self, function: Callable[[], Any]) -> Any:
        """Call a function that nothing may stop."""
        task = self.whole_task()
        if task is None:
            return function()
        task.quiet += 1
        try:
            return function()
        finally:
            task.quiet -= 1


_control: Control | None = None


def control() -> Control | None:
    """Return this process's control, if there is one."""
    return _control


def set_control(control: Control) -> None:
    """Make it this process's control."""
    global _control
    _control = control
