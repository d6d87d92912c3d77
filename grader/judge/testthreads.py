"""Threads that a test makes for itself: who joins one is known to wait for it.

Without that nothing could be proved of a program that such threads call: whoever waits in a way
that we do not know might be about to do something.
"""

from __future__ import annotations

import functools
import threading
from functools import partial
from typing import Any

from grader.judge.bench import bench
from grader.judge.session import Session
from grader.judge.waiters import is_internal, waiters

_start = threading.Thread.start
_join = threading.Thread.join


def install() -> None:
    """Have the threads of this process tell of their ends and of who waits for them."""
    threading.Thread.start = start  # type: ignore[method-assign]
    threading.Thread.join = join  # type: ignore[method-assign]


@functools.wraps(_start)
def start(self: threading.Thread) -> None:
    if not is_internal(self):
        self.run = partial(_run, self, self.run)  # type: ignore[method-assign]
    _start(self)


def _run(self: threading.Thread, run: Any) -> None:
    try:
        run()
    finally:
        waiters.ends()
        if (session := _session()) is not None:
            session.claim_to_wait()


@functools.wraps(_join)
def join(self: threading.Thread, timeout: float | None = None) -> None:
    session = None if is_internal(threading.current_thread()) else _session()
    if session is None or is_internal(self) or not self.is_alive():
        return _join(self, timeout)
    token = waiters.end_of(self)
    try:
        session.wait_for(token, partial(_until_ended, self), timeout)
    except TimeoutError:
        pass


def _until_ended(thread: threading.Thread, timeout: float) -> None:
    _join(thread, timeout)
    if thread.is_alive():
        raise TimeoutError


def _session() -> Session | None:
    return bench().running
