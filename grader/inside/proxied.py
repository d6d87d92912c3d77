"""Let a Manager's proxies note in the journal what is waited for, held and counted through them."""

from __future__ import annotations

import functools
import sys
import threading
import zlib
from collections.abc import Callable
from typing import Any

from . import places
from .journal import Journal
from .sheet import CODES

PROXY_BIT = 1 << 63 | 1 << 58
"""Marks the number of an object that a Manager holds: the same in all processes."""
COUNTED = frozenset({"get", "put", "task_done", "set", "notify"})
CALLS = {
    "acquire": "acquire",
    "__enter__": "acquire",
    "get": "get",
    "put": "put",
    "join": "join",
    "wait": "wait",
}
"""What calls of a manager's objects wait for; the rest wait for its answer only."""


def managers(journal: Journal, module: Any) -> None:
    """Wrap what the module of the Managers has."""
    proxy = module.BaseProxy
    proxy._callmethod = _called(journal, proxy._callmethod)
    proxy.__init__ = _made_by_manager(journal, proxy.__init__)
    module.Server.serve_forever = _serving(journal, module.Server.serve_forever)


def _proxy_id(proxy: Any) -> int | None:
    token = getattr(proxy, "_token", None)
    if token is None:
        return None
    return PROXY_BIT | zlib.crc32(f"{token.address}{token.id}".encode())


def _made_by_manager(journal: Journal, original: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(original)
    def init(self: Any, token: Any, *args: Any, **kwargs: Any) -> None:
        original(self, token, *args, **kwargs)
        # The manager's method stands between, and for some kinds a factory of proxies.
        frame = places.students_frame(1, limit=4)
        number = _proxy_id(self)
        if frame is not None and number is not None:
            places.note_made(journal, str(token.typeid), number, frame)

    return init


def _called(journal: Journal, original: Callable[..., Any]) -> Callable[..., Any]:
    """Note what is waited for, held and counted through a manager's proxies."""

    @functools.wraps(original)
    def traced(self: Any, methodname: str, *args: Any, **kwargs: Any) -> Any:
        frame, number = places.students_frame(1), _proxy_id(self)
        verb = CALLS.get(methodname, "call")
        if frame is None or number is None:
            return original(self, methodname, *args, **kwargs)
        noted = journal.begin(CODES[verb], number if verb != "call" else 0, frame)
        try:
            result = original(self, methodname, *args, **kwargs)
        finally:
            if noted:
                journal.end()
        if verb == "acquire" and result:
            by_with = sys._getframe(1).f_code.co_name == "__enter__"
            journal.hold(number, frame, int(by_with))
        elif methodname in {"release", "__exit__"}:
            journal.drop(number)
        elif methodname in COUNTED:
            journal.count(methodname, number)
        return result

    return traced


def _serving(journal: Journal, original: Callable[..., Any]) -> Callable[..., Any]:
    """Note that a process's main thread serves, as it does until the process ends."""

    @functools.wraps(original)
    def serve_forever(self: Any) -> Any:
        journal.note(serving=threading.get_native_id())
        return original(self)

    return serve_forever
