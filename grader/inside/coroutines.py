"""Have asyncio's primitives note in the journal what its coroutines wait for."""

from __future__ import annotations

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
