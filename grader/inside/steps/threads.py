"""Threads under control: who is started, who is waited for."""

from __future__ import annotations

import functools
import itertools
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any

from . import lines
from .control import Control
from .locks import Lock
from .protocol import FREE

ID, NUMBER = "_grader_task", "_grader_number"
STARTERS = ("_start_new_thread", "_start_joinable_thread")
"""What `threading` starts threads with: before Python 3.13, and since."""


def apply(control: Control) -> None:
    """Have every thread that is started from now on come under control."""
    for name in STARTERS:
        original = getattr(threading, name, None)
        if original is not None:
            setattr(threading, name, _starting(control, original))
    number(threading.Thread)
    _wrap_start(control)
    _wrap_join(control)
    _wrap_shutdown(control)
    pure: Any = getattr(queue, "_PySimpleQueue", None)
    if pure is not None:
        setattr(queue, "SimpleQueue", pure)  # noqa: B010  (the one in C waits in the kernel)
    for module in ("concurrent.futures.thread", "concurrent.futures.process"):
        lock = getattr(sys.modules.get(module), "_global_shutdown_lock", None)
        if lock is not None and not lock.locked():
            vars(sys.modules[module])["_global_shutdown_lock"] = Lock()


def number(owner: Any) -> None:
    """Give a class's objects a hash that says when they were made: sets of them keep an order."""
    numbers, original = itertools.count(1), owner.__init__

    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        self.__dict__.setdefault(NUMBER, next(numbers))
        original(self, *args, **kwargs)

    owner.__init__ = init
    owner.__hash__ = lambda self: self.__dict__.get(NUMBER) or object.__hash__(self)


def _starting(control: Control, original: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap what starts a thread; one that `threading` knows says hello in its own run()."""

    @functools.wraps(original)
    def start(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        thread = getattr(function, "__self__", None)
        name = getattr(thread, ID, None) if isinstance(thread, threading.Thread) else None
        if name is not None:
            return original(_said_goodbye(control, function), *args, **kwargs)
        task = control.task()
        if task is None:
            return original(function, *args, **kwargs)
        name = task.bear()

        def run(*given: Any) -> Any:
            control.begin(name)
            lines.follow(control)
            return function(*given)

        result = original(_said_goodbye(control, run), *args, **kwargs)
        task.born(name)
        return result

    return start


def _said_goodbye(control: Control, function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function)
    def run(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        finally:
            task = control.whole_task()
            if task is not None:
                task.bye()

    return run


def _wrap_start(control: Control) -> None:
    original = threading.Thread.start

    @functools.wraps(original)
    def start(self: threading.Thread) -> None:
        task = control.task()
        if task is None:
            original(self)
            return
        name = task.bear()
        _let_run(control, self, name)
        task.starts()
        control.calmly(lambda: original(self))
        task.born(name)
        task.point("start")

    threading.Thread.start = start  # type: ignore[method-assign]


def _let_run(control: Control, thread: threading.Thread, name: str) -> None:
    """Have a thread come under control when it begins to run, and not while it is set up."""
    run = thread.run

    def running() -> None:
        del thread.run
        control.begin(name, str(thread.name))
        lines.follow(control)
        run()

    setattr(thread, ID, name)
    setattr(thread, "run", running)  # noqa: B010


def _wrap_join(control: Control) -> None:
    join, is_alive = threading.Thread.join, threading.Thread.is_alive

    @functools.wraps(join)
    def joining(self: threading.Thread, timeout: float | None = None) -> None:
        task, name = control.task(), getattr(self, ID, None)
        if task is None or name is None or self is threading.current_thread():
            return join(self, timeout)
        task.inner_point("join")
        while name not in control.ended:
            limit = None if timeout is None else max(0.0, timeout)
            going = task.wait([f"task {name}"], limit, op="join")
            if going == FREE:
                return join(self, timeout)
            if name not in control.ended and timeout is not None:
                return None
        return join(self)

    @functools.wraps(is_alive)
    def alive(self: threading.Thread) -> bool:
        name = getattr(self, ID, None)
        if name in control.ended and control.task() is not None:
            join(self)
        return is_alive(self)

    threading.Thread.join = joining  # type: ignore[method-assign]
    threading.Thread.is_alive = alive  # type: ignore[method-assign]


def _wrap_shutdown(control: Control) -> None:
    original = threading._shutdown  # type: ignore[attr-defined]

    def shutdown() -> None:
        if control.task() is not None:
            for thread in threading.enumerate():
                if not thread.daemon and thread is not threading.current_thread():
                    thread.join()
        original()

    setattr(threading, "_shutdown", shutdown)  # noqa: B010
