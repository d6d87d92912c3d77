"""Make the standard library's primitives note what happens to them in the journal.

Methods are wrapped on their own classes, so that isinstance, subclasses, pickling, contexts and
proxies stay as they are. Only `threading.Lock` and `RLock`, which are built in, become classes of
ours, and only for locks that the student's own lines make.
"""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Callable
from typing import Any

from . import places
from .journal import MAX_SAME, Journal, loaded, waits
from .locks import apply_locks, semlock_id
from .proxied import managers
from .sheet import CODES

ID = "_grader_id"
INODE_BIT, PROCESS_BIT, THREAD_BIT = 1 << 62, 1 << 61, 1 << 60
"""What a number stands for: an inode, a pid, a thread; `locks` has semaphores; else an object."""


def apply(journal: Journal) -> None:
    """Wrap the primitives of all modules that are loaded."""
    import multiprocessing.connection
    import multiprocessing.process
    import multiprocessing.queues
    import multiprocessing.synchronize
    import queue

    apply_locks(journal)
    _threads(journal)
    _objects(journal, threading, ("Condition", "Event", "Barrier", "Semaphore"))
    _semaphores(journal)
    _objects(journal, queue, ("Queue",))
    _shared(journal, multiprocessing)
    _processes(journal, multiprocessing.process.BaseProcess)
    for name, patch in (
        ("multiprocessing.pool", _pools),
        ("multiprocessing.managers", managers),
        ("concurrent.futures._base", _futures),
        ("asyncio", _asyncio),
        ("subprocess", _subprocess),
    ):
        if module := loaded(name):
            patch(journal, module)


def object_id(thing: Any) -> int | None:
    """Return the number that an object was given when it was made."""
    number = getattr(thing, ID, None)
    return number if isinstance(number, int) else None


def semaphore_id(thing: Any) -> int | None:
    """Return a number made of the name of a multiprocessing object's semaphore."""
    for attribute in ("_sem", "_flag", "_sleeping_count", "_rlock", "_cond"):
        inner = getattr(thing, attribute, None)
        if inner is not None:
            return semaphore_id(inner)
    semlock = getattr(thing, "_semlock", None)
    return None if semlock is None else semlock_id(semlock)


def _wrap(owner: Any, name: str, decorate: Callable[[Callable[..., Any]], Any]) -> None:
    original = owner.__dict__.get(name)
    if original is not None:
        setattr(owner, name, decorate(original))


def _counted(
    journal: Journal, verb: str, thing: Callable[[Any], int | None]
) -> Callable[[Callable[..., Any]], Any]:
    def decorate(original: Callable[..., Any]) -> Any:
        @functools.wraps(original)
        def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
            result = original(self, *args, **kwargs)
            if (number := thing(self)) is not None:
                journal.count(verb, number)
            return result

        return counted

    return decorate


def _declared(
    journal: Journal, kind: str, thing: Callable[[Any], int | None] | None
) -> Callable[[Callable[..., Any]], Any]:
    """Note where an object is made, as the student's line there calls it."""

    def decorate(original: Callable[..., Any]) -> Any:
        @functools.wraps(original)
        def init(self: Any, *args: Any, **kwargs: Any) -> None:
            original(self, *args, **kwargs)
            # A factory of multiprocessing.context may stand between; anything else is internal.
            frame = places.students_frame(1, limit=1 if thing is None else 2)
            if frame is None or object_id(self) is not None:
                return
            if thing is None:
                number: int | None = journal.new_id()
                setattr(self, ID, number)
            else:
                number = thing(self)
            if number is not None:
                _note_made(journal, kind, number, frame, self)

        return init

    return decorate


def _note_made(journal: Journal, kind: str, number: int, frame: Any, thing: Any) -> None:
    sizes = {}
    for attribute in ("parties", "maxsize", "_maxsize"):
        value = getattr(thing, attribute, None)
        if isinstance(value, int) and value > 0:
            sizes[attribute.strip("_")] = value
    if kind in {"Semaphore", "BoundedSemaphore"}:
        sizes["value"] = _value(thing)
    places.note_made(journal, kind, number, frame, **sizes)


def _value(semaphore: Any) -> int:
    semlock = getattr(semaphore, "_semlock", None)
    return int(semaphore._value if semlock is None else semlock._get_value())


VERBS_OF = {
    "Condition": {"wait": "wait", "notify": "notify"},
    "Event": {"wait": "wait", "set": "set"},
    "Barrier": {"wait": "wait"},
    "Semaphore": {"acquire": "acquire", "release": "release"},
    "Queue": {"get": "get", "put": "put", "join": "join", "task_done": "task_done"},
    "JoinableQueue": {"put": "put", "join": "join", "task_done": "task_done"},
    "SimpleQueue": {"get": "get", "put": "put"},
}
COUNTED = frozenset({"get", "put", "task_done", "set", "notify", "release"})
NEVER_WAITS = frozenset({"set", "notify", "task_done", "release"})


def _objects(journal: Journal, module: Any, names: tuple[str, ...]) -> None:
    for name in names:
        owner = getattr(module, name)
        _methods(journal, owner, name, object_id)
        _wrap(owner, "__init__", _declared(journal, name, None))


def _semaphores(journal: Journal) -> None:
    """Note who took a place at a semaphore of threads; both kinds have a release of their own."""
    owner, bounded = threading.Semaphore, threading.BoundedSemaphore
    _wrap(owner, "acquire", lambda original: _taking(journal, original))
    owner.__enter__ = owner.acquire  # type: ignore[method-assign]
    for kind in (owner, bounded):
        _wrap(kind, "release", lambda original: _giving_back(journal, original))
    _wrap(bounded, "__init__", _declared(journal, "BoundedSemaphore", None))


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


def _methods(journal: Journal, owner: Any, name: str, thing: Callable[[Any], int | None]) -> None:
    for method, verb in VERBS_OF[name].items():
        if verb in COUNTED:
            _wrap(owner, method, _counted(journal, verb, thing))
        if verb not in NEVER_WAITS:
            _wrap(owner, method, waits(journal, verb, thing))


def _shared(journal: Journal, multiprocessing: Any) -> None:
    """Wrap what multiprocessing shares: its objects are known by their semaphores' names."""
    synchronize, queues = multiprocessing.synchronize, multiprocessing.queues
    for name in ("Condition", "Event"):
        owner = getattr(synchronize, name)
        _methods(journal, owner, name, semaphore_id)
        _wrap(owner, "__init__", _declared(journal, name, semaphore_id))
    for name in ("Queue", "JoinableQueue", "SimpleQueue"):
        owner = getattr(queues, name)
        _methods(journal, owner, name, semaphore_id)
        _wrap(owner, "__init__", _declared(journal, name, semaphore_id))
    _barrier(journal, synchronize.Barrier)
    for name in ("Lock", "RLock", "Semaphore", "BoundedSemaphore"):
        _wrap(getattr(synchronize, name), "__init__", _declared(journal, name, semaphore_id))
    connection = multiprocessing.connection._ConnectionBase
    for name in ("recv", "recv_bytes", "recv_bytes_into"):
        _wrap(connection, name, waits(journal, "recv", _inode))
    for name in ("send", "send_bytes"):
        _wrap(connection, name, waits(journal, "send", _inode))
    _pipes(journal, multiprocessing.connection)


def _barrier(journal: Journal, owner: Any) -> None:
    """A barrier's own class has only an initialiser; waiting is inherited from threading."""
    _wrap(owner, "__init__", _declared(journal, "Barrier", semaphore_id))
    owner.wait = waits(journal, "wait", semaphore_id)(threading.Barrier.wait)


def _inode(connection: Any) -> int | None:
    try:
        return INODE_BIT | os.fstat(connection.fileno()).st_ino
    except (OSError, ValueError):
        return None


def _pipes(journal: Journal, connection: Any) -> None:
    original = connection.Pipe

    @functools.wraps(original)
    def pipe(*args: Any, **kwargs: Any) -> Any:
        ends = original(*args, **kwargs)
        frame = places.students_frame(1, limit=3)
        if frame is not None:
            numbers = [_inode(end) for end in ends]
            made = places.making(frame)
            journal.note(pipe=numbers, at=made.file, line=made.line, name=made.name or "")
        return ends

    connection.Pipe = pipe


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
    _wrap(
        threading.Thread,
        "join",
        waits(journal, "thread_join", lambda thread: THREAD_BIT | (thread.native_id or 0)),
    )


def _processes(journal: Journal, owner: Any) -> None:
    original = owner.start

    @functools.wraps(original)
    def start(self: Any) -> None:
        frame = places.students_frame(1)
        target = getattr(self, "_target", None) or type(self).run  # Later it will be gone.
        original(self)
        if self.pid is None:
            return
        journal.note(
            process=self.pid,
            name=str(self.name)[:100],
            target=str(getattr(target, "__qualname__", ""))[:100],
            at=frame.f_code.co_filename if frame else "",
            line=frame.f_lineno if frame else 0,
        )

    owner.start = start
    _wrap(
        owner,
        "join",
        waits(journal, "process_join", lambda process: PROCESS_BIT | (process.pid or 0)),
    )


def _zero(_thing: Any) -> int:
    return 0


def _pools(journal: Journal, module: Any) -> None:
    _wrap(module.Pool, "join", waits(journal, "pool_join", _zero))
    _wrap(module.ApplyResult, "get", waits(journal, "result", _zero))
    _wrap(module.ApplyResult, "wait", waits(journal, "result", _zero))


def _futures(journal: Journal, module: Any) -> None:
    _wrap(module.Future, "result", waits(journal, "result", _zero))
    _wrap(module.Future, "exception", waits(journal, "result", _zero))


def _subprocess(journal: Journal, module: Any) -> None:
    for name in ("wait", "communicate"):
        _wrap(module.Popen, name, waits(journal, "child", lambda p: PROCESS_BIT | p.pid))


def _asyncio(journal: Journal, module: Any) -> None:
    """Wrap coroutines: many of them may wait in one thread."""
    for name, verbs in {
        "Event": {"wait": "wait"},
        "Condition": {"wait": "wait"},
        "Lock": {"acquire": "acquire"},
        "Semaphore": {"acquire": "acquire"},
        "Queue": {"get": "get", "put": "put", "join": "join"},
    }.items():
        owner = getattr(module, name)
        for method, verb in verbs.items():
            _wrap(owner, method, _awaits(journal, verb))
        _wrap(owner, "__init__", _declared(journal, name, None))
    for owner, method, verb in (
        (module.Queue, "put_nowait", "put"),
        (module.Queue, "get_nowait", "get"),
        (module.Queue, "task_done", "task_done"),
        (module.Event, "set", "set"),
    ):
        _wrap(owner, method, _counted(journal, verb, object_id))


def _awaits(journal: Journal, verb: str) -> Callable[[Callable[..., Any]], Any]:
    code = CODES[verb]

    def decorate(original: Callable[..., Any]) -> Any:
        @functools.wraps(original)
        async def traced(self: Any, *args: Any, **kwargs: Any) -> Any:
            frame = places.students_frame(1, limit=4)
            number = object_id(self)
            if frame is None or number is None:
                return await original(self, *args, **kwargs)
            with journal.awaiting(code, number, frame):
                return await original(self, *args, **kwargs)

        return traced

    return decorate
