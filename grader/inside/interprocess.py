"""Have what multiprocessing shares, and its processes, note in the journal what happens to them.

Its objects are known by the names of their semaphores, which are the same in all processes.
"""

from __future__ import annotations

import functools
import os
import threading
from typing import Any

from . import places
from .journal import Journal
from .locks import semlock_id
from .wrappers import INODE_BIT, PROCESS_BIT, declared, waits, wrap, wrap_methods


def multiprocessings(journal: Journal, module: Any) -> None:
    """Wrap what the package has, but for pools and Managers."""
    _shared(journal, module)
    _processes(journal, module.process.BaseProcess)


def semaphore_id(thing: Any) -> int | None:
    """Return a number made of the name of a multiprocessing object's semaphore."""
    for attribute in ("_sem", "_flag", "_sleeping_count", "_rlock", "_cond"):
        inner = getattr(thing, attribute, None)
        if inner is not None:
            return semaphore_id(inner)
    semlock = getattr(thing, "_semlock", None)
    return None if semlock is None else semlock_id(semlock)


def _shared(journal: Journal, multiprocessing: Any) -> None:
    synchronize, queues = multiprocessing.synchronize, multiprocessing.queues
    for name in ("Condition", "Event"):
        owner = getattr(synchronize, name)
        wrap_methods(journal, owner, name, semaphore_id)
        wrap(owner, "__init__", declared(journal, name, semaphore_id))
    for name in ("Queue", "JoinableQueue", "SimpleQueue"):
        owner = getattr(queues, name)
        wrap_methods(journal, owner, name, semaphore_id)
        wrap(owner, "__init__", declared(journal, name, semaphore_id))
    _barrier(journal, synchronize.Barrier)
    for name in ("Lock", "RLock", "Semaphore", "BoundedSemaphore"):
        wrap(getattr(synchronize, name), "__init__", declared(journal, name, semaphore_id))
    connection = multiprocessing.connection._ConnectionBase
    for name in ("recv", "recv_bytes", "recv_bytes_into"):
        wrap(connection, name, waits(journal, "recv", _inode))
    for name in ("send", "send_bytes"):
        wrap(connection, name, waits(journal, "send", _inode))
    _pipes(journal, multiprocessing.connection)


def _barrier(journal: Journal, owner: Any) -> None:
    """A barrier's own class has only an initialiser; waiting is inherited from threading."""
    wrap(owner, "__init__", declared(journal, "Barrier", semaphore_id))
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
    wrap(
        owner,
        "join",
        waits(journal, "process_join", lambda process: PROCESS_BIT | (process.pid or 0)),
    )
