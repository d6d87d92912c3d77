"""Locks and semaphores at which a task stops, and waits for its turn instead of for the kernel."""

from __future__ import annotations

import _multiprocessing  # type: ignore[import-not-found]
import _thread
import itertools
import os
import threading
from collections.abc import Callable
from typing import Any

from .. import locks as journal_locks
from .control import Control
from .protocol import EXPIRED, FREE

_numbers = itertools.count(1)
_control: Control
_raw_lock = _thread.allocate_lock
_raw_rlock: Any = _thread.RLock
_raw_semaphore = _multiprocessing.SemLock


def apply(control: Control) -> None:
    """Put these in the place of all locks that are made from now on."""
    global _control
    _control = control
    journal_locks.replace_raw(Lock, RLock)
    setattr(threading, "_allocate_lock", Lock)  # noqa: B010
    if threading.Lock is _raw_lock:
        setattr(threading, "Lock", Lock)  # noqa: B010
    _thread.allocate_lock = Lock  # type: ignore[assignment]
    _multiprocessing.SemLock = Semaphore


def take(
    key: str, attempt: Callable[[], bool], real: Callable[[], bool], blocking: bool, timeout: float
) -> bool:
    """Acquire something: stop before, try, and wait for whoever has it to wake us."""
    task = _control.task()
    if task is None:
        return real()
    task.inner_point("acquire")
    if attempt():
        return True
    until = None if timeout < 0 else task.clock + timeout
    while blocking:
        going = task.wait([key], task.left(until), op="acquire")
        if going == FREE:
            return real()
        if attempt():
            return True
        if going == EXPIRED:
            return False
    return False


def gave_back(key: str) -> None:
    """Tell that something was released, and stop: whoever waits for it may go first."""
    task = _control.whole_task()
    if task is not None:
        task.wake(key)
        if not task.quiet:
            task.after("release")


class Lock:
    """What `_thread.allocate_lock()` gives, under control."""

    __slots__ = ("__weakref__", "_inner", "_number")

    def __init__(self) -> None:
        self._inner: Any = self._make()
        self._number = next(_numbers)

    @staticmethod
    def _make() -> Any:
        return _raw_lock()

    @property
    def _key(self) -> str:
        # A forked process has a lock of its own under the same number.
        return f"lock {os.getpid()} {self._number}"

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        inner = self._inner
        if timeout != -1 and (not blocking or timeout < 0):
            return bool(inner.acquire(blocking, timeout))  # An error, in the lock's own words.
        return take(
            self._key, lambda: bool(inner.acquire(False)),
            lambda: bool(inner.acquire(blocking, timeout)), blocking, timeout,
        )  # fmt: skip

    def release(self) -> None:
        self._inner.release()
        gave_back(self._key)

    def locked(self) -> bool:
        return bool(self._inner.locked())

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_exception: object) -> None:
        self.release()

    def _at_fork_reinit(self) -> None:
        self._inner._at_fork_reinit()

    def __repr__(self) -> str:
        return repr(self._inner)


class RLock(Lock):
    """What `threading.RLock()` gives, under control."""

    __slots__ = ()

    @staticmethod
    def _make() -> Any:
        return _raw_rlock()

    def _is_owned(self) -> bool:
        return bool(self._inner._is_owned())

    def _release_save(self) -> Any:
        state = self._inner._release_save()
        gave_back(self._key)
        return state

    def _acquire_restore(self, state: Any) -> None:
        inner = self._inner
        self.acquire()
        inner.release()
        inner._acquire_restore(state)

    def _recursion_count(self) -> int:
        return int(inner_count(self._inner))


def inner_count(inner: Any) -> int:
    """Return how often a raw RLock is held by its owner, where Python can tell."""
    count = getattr(inner, "_recursion_count", None)
    return count() if count is not None else 0


class Semaphore:
    """What `_multiprocessing.SemLock` gives, under control: locks and semaphores of processes."""

    SEM_VALUE_MAX = _raw_semaphore.SEM_VALUE_MAX

    def __init__(self, *args: Any, inner: Any = None) -> None:
        self._inner = _raw_semaphore(*args) if inner is None else inner

    @classmethod
    def _rebuild(cls, *state: Any) -> Semaphore:
        return cls(inner=_raw_semaphore._rebuild(*state))

    @property
    def _key(self) -> str:
        return f"semaphore {journal_locks.semlock_id(self._inner)}"

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        inner = self._inner
        limit = -1.0 if timeout is None else max(0.0, timeout)
        return take(
            self._key, lambda: bool(inner.acquire(False)),
            lambda: bool(inner.acquire(block, timeout)), block, limit,
        )  # fmt: skip

    def release(self) -> None:
        self._inner.release()
        gave_back(self._key)

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *_exception: object) -> None:
        self.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "_inner"), name)
