"""Random delays at primitives: a cheap way to many orders, none of which can be repeated."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from .client import Home, Task
from .control import Control
from .protocol import FREE

LONGEST_SECONDS = 0.004
ODDS = 0.5
_sleep = time.sleep


class DelayedTask(Task):
    """A thread that nobody directs; now and then it dawdles."""

    def __init__(self, control: Home, name: str) -> None:
        self.id = name
        self.control = control
        self.quiet = 0
        self.children = 0
        self.clock = 0.0
        self._random = random.Random(f"{control.settings.seed} {name}")

    def point(self, op: str = "", what: str = "", frame: FrameType | None = None) -> None:
        if self._random.random() < ODDS:
            _sleep(self._random.random() * LONGEST_SECONDS)

    def inner_point(self, op: str) -> None:
        self.point()

    def wait(
        self,
        keys: list[str],
        seconds: float | None = None,
        child: int | None = None,
        op: str = "",
    ) -> int:
        return FREE

    def left(self, until: float | None) -> float | None:
        return None

    def wake(self, *keys: str) -> None:
        pass

    def starts(self) -> None:
        pass

    def born(self, name: str) -> None:
        pass

    def started_program(self, pid: int) -> None:
        pass

    def killed(self, pid: int) -> None:
        pass

    @contextmanager
    def away(self) -> Iterator[None]:
        yield

    def start(self, thread: str = "") -> None:
        pass

    def introduce(self, thread: str) -> None:
        pass

    def name_process(self, name: str) -> None:
        pass

    def enter(self, *, alone: bool, told: bool) -> None:
        pass

    def leave(self) -> None:
        pass

    def bye(self, *, exits: bool = False) -> None:
        self.control.forget(self)


class DelayControl(Control):
    """Every thread of the program dawdles; there is no director."""

    def make(self, name: str) -> Task:
        return DelayedTask(self, name)

    def adopted(self) -> Task | None:
        return self.whole_task() or self.begin(f"{os.getpid()}.{threading.get_native_id()}")
