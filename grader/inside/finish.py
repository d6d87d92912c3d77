"""Let the program end as a program does, and tell what does not end with it.

Python ends in this order: executors are shut down and threads joined, then what multiprocessing has
registered is finalised (pools, managers), daemonic children are terminated and the others joined.
Here nothing is waited for longer than a moment.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

GRACE_SECONDS = 0.5
"""How long what was started may take to end by itself once the case is over."""

_OURS = frozenset({"lab"})
_HELPERS = (
    ("multiprocessing.forkserver", "_forkserver"),
    ("multiprocessing.resource_tracker", "_resource_tracker"),
)
"""What multiprocessing starts for itself, one process each; the first holds the second up."""
_EXECUTORS = ("concurrent.futures.thread", "concurrent.futures.process")


def wind_up() -> dict[str, Any]:
    """End what ends with a program; return what still runs and nobody waits for.

    Daemon threads and daemonic processes end with the program and are not counted.
    """
    deadline = time.monotonic() + GRACE_SECONDS
    if any(name in sys.modules for name in _EXECUTORS):
        _apart(_end_executors, deadline)
    _wait(_threads, deadline)
    if multiprocessing.util._finalizer_registry or multiprocessing.active_children():  # type: ignore[attr-defined]
        _apart(_end_multiprocessing, deadline)
    _wait(multiprocessing.active_children, deadline)
    if any(name in sys.modules for name, _server in _HELPERS):
        _apart(_end_helpers, deadline)
    return {
        "threads": [thread.name[:100] for thread in _threads()[:20]],
        "processes": [
            [child.pid, child.name[:100]] for child in multiprocessing.active_children()[:20]
        ],
    }


def _apart(action: Callable[[], None], deadline: float) -> None:
    """Run what may hang in a thread of its own, and wait for it until the deadline."""
    thread = threading.Thread(target=action, name="lab", daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))


def _wait(left: Callable[[], list[Any]], deadline: float) -> None:
    while left() and time.monotonic() < deadline:
        time.sleep(0.002)


def _end_executors() -> None:
    for name in _EXECUTORS:
        end = getattr(sys.modules.get(name), "_python_exit", None)
        if end is not None:
            end()


def _end_multiprocessing() -> None:
    multiprocessing.util._run_finalizers(0)  # type: ignore[attr-defined]
    for child in multiprocessing.active_children():
        if child.daemon:
            child.terminate()


def _end_helpers() -> None:
    """End the processes that the program's end would end, as nobody else holds their pipes."""
    for name, server in _HELPERS:
        end = getattr(getattr(sys.modules.get(name), server, None), "_stop", None)
        if end is not None:
            end()


def _threads() -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if not thread.daemon
        and thread is not threading.main_thread()
        and thread is not threading.current_thread()
        and thread.name not in _OURS
    ]
