"""Have methods note in the journal what they wait for, count and make."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from . import places
from .journal import Journal
from .sheet import CODES

ID = "_grader_id"
INODE_BIT, PROCESS_BIT, THREAD_BIT = 1 << 62, 1 << 61, 1 << 60
"""What a number stands for: an inode, a pid, a thread; `locks` has semaphores; else an object."""

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


def object_id(thing: Any) -> int | None:
    """Return the number that an object was given when it was made."""
    number = getattr(thing, ID, None)
    return number if isinstance(number, int) else None


def wrap(owner: Any, name: str, decorate: Callable[[Callable[..., Any]], Any]) -> None:
    """Replace a method of a class's own by its decorated self, if there is one."""
    original = owner.__dict__.get(name)
    if original is not None:
        setattr(owner, name, decorate(original))


def counted(
    journal: Journal, verb: str, thing: Callable[[Any], int | None]
) -> Callable[[Callable[..., Any]], Any]:
    """Make a decorator for a method that counts its calls."""

    def decorate(original: Callable[..., Any]) -> Any:
        @functools.wraps(original)
        def counted(self: Any, *args: Any, **kwargs: Any) -> Any:
            result = original(self, *args, **kwargs)
            if (number := thing(self)) is not None:
                journal.count(verb, number)
            return result

        return counted

    return decorate


def declared(
    journal: Journal, kind: str, thing: Callable[[Any], int | None] | None
) -> Callable[[Callable[..., Any]], Any]:
    """Make a decorator for an initialiser: it notes where the object is made, and as what."""

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


def wrap_methods(
    journal: Journal, owner: Any, name: str, thing: Callable[[Any], int | None]
) -> None:
    """Have a class's methods note what is waited for and counted."""
    for method, verb in VERBS_OF[name].items():
        if verb in COUNTED:
            wrap(owner, method, counted(journal, verb, thing))
        if verb not in NEVER_WAITS:
            wrap(owner, method, waits(journal, verb, thing))


def waits(
    journal: Journal, verb: str, thing: Callable[[Any], int | None]
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Make a decorator for a method that may wait: it notes the wait around the method."""
    code = CODES[verb]

    def decorate(original: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(original)
        def traced(self: Any, *args: Any, **kwargs: Any) -> Any:
            number = thing(self)
            frame = None if number is None else places.students_frame(1)
            if number is None or not journal.begin(code, number, frame):
                return original(self, *args, **kwargs)
            try:
                return original(self, *args, **kwargs)
            finally:
                journal.end()

        return traced

    return decorate


def awaits(journal: Journal, verb: str) -> Callable[[Callable[..., Any]], Any]:
    """Make a decorator for a coroutine that may wait: many of them may, in one thread."""
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
