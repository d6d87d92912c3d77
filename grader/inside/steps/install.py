"""Put a process of the program under control: its leader, and each that it spawns."""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import clock, descriptors, lines, locks, processes, threads
from .client import Task
from .control import Control, control, set_control
from .delays import DelayControl
from .settings import Settings

VARIABLE = "GRADER_STEPS"
DELAYS = "delays"


def install(data: dict[str, Any]) -> None:
    """Patch what this process's tasks stop at; none is under control before it begins."""
    os.environ[VARIABLE] = json.dumps(data)
    settings = Settings(data)
    delayed = settings.strategy == DELAYS
    found: Control = DelayControl(settings) if delayed else Control(settings)
    set_control(found)
    gc.disable()  # When finalizers run must not depend on what else is in memory.
    locks.apply(found)
    threads.apply(found)
    descriptors.apply(found)
    processes.apply(found)
    if not delayed:
        clock.apply(found, dict(sys.modules))


def install_in_child() -> None:
    """Do so in a process that was spawned, if its ancestors were under control."""
    data = os.environ.get(VARIABLE)
    if data and control() is None:
        install(json.loads(data))


@contextmanager
def request(
    number: int, thread: str = "", *, alone: bool, told: bool, aside: bool
) -> Iterator[None]:
    """Carry out a request of the test on the session's `number`th lane, under control.

    `thread` is what its task is called; the first one goes by the program's name. What is done
    `aside` is nothing of the program's: the others go on meanwhile. `alone` and `told` are
    `Task.enter`'s.
    """
    found = control()
    if found is None or found.free or found.whole_task() is not None:
        yield
        return
    task = found.lane(number, thread)
    task.enter(alone=alone, told=told)
    try:
        if aside:
            with task.away():
                yield
        else:
            lines.follow(found)
            yield
    finally:
        sys.settrace(None)
        task.leave()
        found.release()


@contextmanager
def callback(name: str) -> Iterator[None]:
    """Call a function of the test: a step, in which nothing else stops the task."""
    found = control()
    task = found.adopted() if found is not None else None
    if task is None or task.quiet:
        yield
        return
    task.point("call", name)
    task.quiet += 1
    try:
        yield
    finally:
        task.quiet -= 1


__all__ = ["Task", "callback", "install", "install_in_child", "request"]
