"""Locks that note who holds them, in threads and in processes.

A lock that is free is taken at once, as ever; only a task that has to wait notes that it does.
"""

from __future__ import annotations

import _thread
import threading
import zlib
from types import FrameType
from typing import Any, NoReturn

from . import places
from .journal import Journal
from .sheet import CODES

ACQUIRE = CODES["acquire"]
RECURSIVE_MUTEX, SEMAPHORE = 0, 1
SEMAPHORE_BIT, ADDRESS_BIT = 1 << 63, 1 << 59
WITH, PLAIN, OWNED = 1, 0, 2
"""How a lock was taken: by a `with` statement, by a call, or as one that only its owner frees."""

_journal: Journal
_make_lock = _thread.allocate_lock
_make_rlock: Any = threading.RLock
_RAW_LOCK = type(_make_lock())
_RAW_RLOCK = type(_make_rlock())


def apply_locks(journal: Journal) -> None:
    """Put the locks of this module in the place of the standard library's."""
    global _journal
    from multiprocessing import managers, synchronize

    _journal = journal
    setattr(threading, "Lock", Lock)  # noqa: B010
    setattr(threading, "RLock", RLock)  # noqa: B010
    _register_again(managers.SyncManager)
    _share(synchronize.SemLock)


def _register_again(owner: Any) -> None:
    """Let a manager's table, which spawned servers are sent, name the locks of now."""
    for name, kind in (("Lock", Lock), ("RLock", RLock)):
        kind.__module__, kind.__qualname__ = "threading", name
        owner._registry[name] = (kind, *owner._registry[name][1:])


def replace_raw(lock: Any, rlock: Any) -> None:
    """Have other classes than the built-in ones do the locking from now on."""
    global _make_lock, _make_rlock
    _make_lock, _make_rlock = lock, rlock
    Lock._raw, RLock._raw = (_RAW_LOCK, lock), (_RAW_RLOCK, rlock)


def _caller() -> FrameType | None:
    # An element of a shared array is the deepest: the lock's, the array's, and its item's methods.
    return places.students_frame(2, limit=4)


class _Kind(type):
    """Let plain locks, which other modules made, pass as instances too."""

    _raw: type | tuple[type, ...]

    def __instancecheck__(cls, thing: object) -> bool:
        return isinstance(thing, cls._raw) or type.__instancecheck__(cls, thing)


class _Traced:
    """What both kinds of lock share; all else is asked of the real lock."""

    __slots__ = ("__weakref__", "_inner", "_number")
    _inner: Any
    _number: int
    _taken = PLAIN

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        return self._take(blocking, timeout, self._taken)

    def _take(self, blocking: bool, timeout: float, how: int) -> bool:
        inner = self._inner
        if not blocking or timeout != -1:
            got: bool = inner.acquire(blocking, timeout)
            frame = _caller() if got else None
        else:
            got, frame = True, _caller()
            if not inner.acquire(False):
                _wait_for(inner, self._number, frame)
        if got and frame is not None:
            _journal.hold(self._number, frame, how)
        return got

    def release(self) -> None:
        self._inner.release()
        _journal.drop(self._number)

    def __enter__(self) -> bool:
        return self._take(True, -1, self._taken or WITH)

    def __exit__(self, *_exception: object) -> None:
        self.release()

    def __getattr__(self, name: str) -> Any:
        return getattr(object.__getattribute__(self, "_inner"), name)

    def __repr__(self) -> str:
        return repr(self._inner)

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"cannot pickle {type(self._inner).__qualname__!r} object")


def _wait_for(inner: Any, number: int, frame: FrameType | None) -> None:
    noted = frame is not None and _journal.begin(ACQUIRE, number, frame)
    try:
        inner.acquire()
    finally:
        if noted:
            _journal.end()


def _new(cls: type, inner: Any, frame: FrameType, kind: str) -> Any:
    lock: Any = object.__new__(cls)
    lock._inner = inner
    lock._number = number = _journal.new_id()
    made = places.making(frame)
    _journal.note(made=number, kind=kind, at=made.file, line=made.line, name=made.name or "")
    return lock


class Lock(_Traced, metaclass=_Kind):
    """`threading.Lock`: traced where the student's own line makes it."""

    __slots__ = ()
    _raw: type | tuple[type, ...] = _RAW_LOCK

    def __new__(cls) -> Any:
        frame = places.students_frame(1, limit=1)
        return _make_lock() if frame is None else _new(cls, _make_lock(), frame, "Lock")


class RLock(_Traced, metaclass=_Kind):
    """`threading.RLock`, in the same way; a Condition may let go of it."""

    __slots__ = ()
    _raw: type | tuple[type, ...] = _RAW_RLOCK
    _taken = OWNED

    def __new__(cls) -> Any:
        frame = places.students_frame(1, limit=1)
        return _make_rlock() if frame is None else _new(cls, _make_rlock(), frame, "RLock")

    def _release_save(self) -> Any:
        state = self._inner._release_save()
        _journal.drop(self._number)
        return state

    def _acquire_restore(self, state: Any) -> None:
        self._inner._acquire_restore(state)
        if (frame := _caller()) is not None:
            _journal.hold(self._number, frame, OWNED)


def _share(owner: Any) -> None:
    """Trace multiprocessing's locks and semaphores: each instance has methods of its own."""

    def make_methods(self: Any) -> None:
        traced = _Shared(self._semlock)
        self.acquire, self.release = traced.acquire, traced.release
        self._traced = traced

    def enter(self: Any) -> bool:
        traced = getattr(self, "_traced", None)
        return bool(self._semlock.__enter__() if traced is None else traced.enter())

    def leave(self: Any, *_exception: object) -> None:
        self.release()

    owner._make_methods = make_methods
    owner.__enter__ = enter
    owner.__exit__ = leave


def semlock_id(semlock: Any) -> int:
    """Return a number for a semaphore that is the same in all processes that share it.

    One made for forked processes has no name, but the same address in all of them.
    """
    if semlock.name is None:
        return SEMAPHORE_BIT | ADDRESS_BIT | int(semlock.handle)
    return SEMAPHORE_BIT | zlib.crc32(semlock.name.encode())


class _Shared:
    """The traced operations of one semaphore of multiprocessing."""

    __slots__ = ("_counts", "_number", "_semlock", "_taken")

    def __init__(self, semlock: Any) -> None:
        self._semlock = semlock
        self._number = semlock_id(semlock)
        self._taken = OWNED if semlock.kind == RECURSIVE_MUTEX else PLAIN
        self._counts = semlock.kind == SEMAPHORE and semlock.maxvalue > 1

    def acquire(self, block: bool = True, timeout: float | None = None) -> bool:
        if not block or timeout is not None:
            got: bool = self._semlock.acquire(block, timeout)
            if got and (frame := _caller()) is not None:
                _journal.hold(self._number, frame, self._taken)
            return got
        return self._take(_caller(), self._taken)

    def enter(self) -> bool:
        # One caller further up than usual: SemLock.__enter__ stands between.
        return self._take(_caller(), self._taken or WITH)

    def _take(self, frame: FrameType | None, how: int) -> bool:
        if not self._semlock.acquire(False):
            _wait_for(self._semlock, self._number, frame)
        if frame is not None:
            _journal.hold(self._number, frame, how)
        return True

    def release(self) -> None:
        self._semlock.release()
        if (frame := _caller()) is not None:
            del frame
            _journal.drop(self._number)
            if self._counts:
                _journal.count("release", self._number)
