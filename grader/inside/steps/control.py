"""Which threads of this process are under control, each as a task."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any

from .client import Task
from .settings import Settings


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

    def lane(self, number: int, thread: str) -> Task:
        """Return the task that carries out the requests of a lane of the test's."""
        name = str(number)
        task = self._lanes.get(name)
        if task is None:
            task = self._lanes[name] = self.make(name)
            task.introduce(thread)
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
