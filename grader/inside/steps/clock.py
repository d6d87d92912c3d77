"""A clock that stands still while anything can go: sleeping costs no time."""

from __future__ import annotations

import functools
import random
import tempfile
import time
from typing import Any

from .control import Control
from .protocol import FREE

COPIES = (
    ("threading", "_time"), ("queue", "time"), ("multiprocessing.connection", "time"),
    ("selectors", "time"), ("subprocess", "_time"), ("sched", "_time"),
)  # fmt: skip
"""Where modules keep a clock's function under a name of their own."""


def apply(control: Control, loaded: dict[str, Any]) -> None:
    """Let the program's time be the director's, and its random numbers the seed's."""
    random.seed(control.settings.seed)
    tempfile._RandomNameSequence.rng = random.Random(control.settings.seed)  # type: ignore[attr-defined]
    _replace_sleep(control)
    started = time.monotonic()
    monotonic = _reader(control, time.monotonic, started)
    _replace("monotonic", monotonic)
    _replace("perf_counter", _reader(control, time.perf_counter, started))
    _replace("time", _reader(control, time.time, control.settings.epoch))
    _replace("monotonic_ns", _nanoseconds(monotonic))
    _replace("time_ns", _nanoseconds(time.time))
    for module, name in COPIES:
        if callable(getattr(loaded.get(module), name, None)):
            setattr(loaded[module], name, monotonic)


def _replace(name: str, function: Any) -> None:
    setattr(time, name, function)


def _replace_sleep(control: Control) -> None:
    real = time.sleep

    @functools.wraps(real)
    def sleep(seconds: float) -> None:
        task = control.task()
        if task is None or not seconds >= 0:
            return real(seconds)
        if task.wait([], float(seconds), op="sleep") == FREE:
            real(seconds)
        return None

    _replace("sleep", sleep)


def _reader(control: Control, real: Any, base: float) -> Any:
    @functools.wraps(real)
    def read() -> float:
        task = control.whole_task()
        return float(real()) if task is None else base + task.read_clock()

    return read


def _nanoseconds(seconds: Any) -> Any:
    def read() -> int:
        return int(seconds() * 1e9)

    return read
