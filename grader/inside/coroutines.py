"""Have asyncio's primitives note in the journal what its coroutines wait for."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from .journal import Journal
from .wrappers import awaits, counted, declared, object_id, wrap


def asyncios(journal: Journal, module: Any) -> None:
    """Wrap the coroutines of the module."""
    for name, verbs in {
        "Event": {"wait": "wait"},
        "Condition": {"wait": "wait"},
        "Lock": {"acquire": "acquire"},
        "Semaphore": {"acquire": "acquire"},
        "Queue": {"get": "get", "put": "put", "join": "join"},
    }.items():
        owner = getattr(module, name)
        for method, verb in verbs.items():
            wrap(owner, method, awaits(journal, verb))
        wrap(owner, "__init__", declared(journal, name, None))
    for owner, method, verb in (
        (module.Queue, "put_nowait", "put"),
        (module.Queue, "get_nowait", "get"),
        (module.Queue, "task_done", "task_done"),
        (module.Event, "set", "set"),
    ):
        wrap(owner, method, counted(journal, verb, object_id))
    for owner, method in ((module.Queue, "put_nowait"), (module.Event, "set")):
        wrap(owner, method, _watched(journal, module))


def _watched(journal: Journal, module: Any) -> Callable[[Callable[..., Any]], Any]:
    """Make a decorator for a method that wakes coroutines, but no loop of another thread's."""

    def decorate(original: Callable[..., Any]) -> Any:
        @functools.wraps(original)
        def watched(self: Any, *args: Any, **kwargs: Any) -> Any:
            loop = getattr(self, "_loop", None)  # Whose coroutines have waited for it.
            if loop is not None and loop is not module._get_running_loop():
                number = object_id(self)
                if number is not None:
                    journal.count("from_outside", number)
            return original(self, *args, **kwargs)

        return watched

    return decorate
