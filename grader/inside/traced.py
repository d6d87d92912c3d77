"""Make the standard library's primitives note what happens to them in the journal.

Methods are wrapped on their own classes, so that isinstance, subclasses, pickling, contexts and
proxies stay as they are. Only `threading.Lock` and `RLock`, which are built in, become classes of
ours, and only for locks that the student's own lines make.
"""

from __future__ import annotations

import functools
import multiprocessing.connection
import multiprocessing.process
import multiprocessing.queues
import multiprocessing.synchronize
import queue
import sys
import threading
from collections.abc import Callable
from typing import Any

from . import places
from .coroutines import asyncios
from .interprocess import multiprocessings
from .journal import MAX_SAME, Journal
from .locks import apply_locks
from .proxied import managers
from .wrappers import PROCESS_BIT, THREAD_BIT, declared, object_id, waits, wrap, wrap_methods


def apply(journal: Journal) -> None:
    """Wrap the primitives of all modules that are loaded."""
    apply_locks(journal)
    _threads(journal)
    _objects(journal, threading, ("Condition", "Event", "Barrier", "Semaphore"))
    _semaphores(journal)
    _objects(journal, queue, ("Queue",))
    multiprocessings(journal, multiprocessing)
    _apply_to_rare_ones(journal)


def apply_later(journal: Journal) -> None:
    """Wrap also what a spawned process has loaded when it begins with its work."""
    owner: Any = multiprocessing.process.BaseProcess
    original = owner._bootstrap

    @functools.wraps(original)
    def bootstrap(self: Any, *args: Any, **kwargs: Any) -> Any:
        _apply_to_rare_ones(journal)
        return original(self, *args, **kwargs)

    owner._bootstrap = bootstrap


def _apply_to_rare_ones(journal: Journal) -> None:
    for name, patch in tuple(_to_patch.items()):
        if module := sys.modules.get(name):
            patch(journal, module)
            del _to_patch[name]


def _objects(journal: Journal, module: Any, names: tuple[str, ...]) -> None:
    for name in names:
        owner = getattr(module, name)
        wrap_methods(journal, owner, name, object_id)
        wrap(owner, "__init__", declared(journal, name, None))


def _semaphores(journal: Journal) -> None:
    """Note who took a place at a semaphore of threads; both kinds have a release of their own."""
    owner, bounded = threading.Semaphore, threading.BoundedSemaphore
    wrap(owner, "acquire", lambda original: _taking(journal, original))
    owner.__enter__ = owner.acquire  # type: ignore[method-assign]
    for kind in (owner, bounded):
        wrap(kind, "release", lambda original: _giving_back(journal, original))
    wrap(bounded, "__init__", declared(journal, "BoundedSemaphore", None))


def _taking(journal: Journal, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def acquire(self: Any, *args: Any, **kwargs: Any) -> Any:
        got = original(self, *args, **kwargs)
        number = object_id(self)
        if got and number is not None and (frame := places.students_frame(1, limit=3)):
            journal.hold(number, frame)
        return got

    return acquire


def _giving_back(journal: Journal, original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def release(self: Any, n: int = 1) -> Any:
        result = original(self, n)
        if (number := object_id(self)) is not None:
            for _ in range(min(n, MAX_SAME)):
                journal.drop(number)
        return result

    return release


def _threads(journal: Journal) -> None:
    original = threading.Thread.start

    @functools.wraps(original)
    def start(self: threading.Thread) -> None:
        frame = places.students_frame(1)
        target = getattr(self, "_target", None) or type(self).run  # Later it may be gone.
        original(self)
        if frame is not None and self.native_id is not None:
            journal.note(
                thread=self.native_id,
                name=str(self.name)[:100],
                target=str(getattr(target, "__qualname__", ""))[:100],
                at=frame.f_code.co_filename,
                line=frame.f_lineno,
                daemon=bool(self.daemon),
            )

    threading.Thread.start = start  # type: ignore[method-assign]
    wrap(
        threading.Thread,
        "join",
        waits(journal, "thread_join", lambda thread: THREAD_BIT | (thread.native_id or 0)),
    )


def _zero(_thing: Any) -> int:
    return 0


def _pools(journal: Journal, module: Any) -> None:
    wrap(module.Pool, "join", waits(journal, "pool_join", _zero))
    wrap(module.ApplyResult, "get", waits(journal, "result", _zero))
    wrap(module.ApplyResult, "wait", waits(journal, "result", _zero))


def _futures(journal: Journal, module: Any) -> None:
    wrap(module.Future, "result", waits(journal, "result", _zero))
    wrap(module.Future, "exception", waits(journal, "result", _zero))


def _subprocess(journal: Journal, module: Any) -> None:
    for name in ("wait", "communicate"):
        wrap(module.Popen, name, waits(journal, "child", lambda p: PROCESS_BIT | p.pid))


_to_patch: dict[str, Callable[[Journal, Any], None]] = {
    "multiprocessing.pool": _pools,
    "multiprocessing.managers": managers,
    "concurrent.futures._base": _futures,
    "asyncio": asyncios,
    "subprocess": _subprocess,
}
"""What few programs load, and is not wrapped yet."""
