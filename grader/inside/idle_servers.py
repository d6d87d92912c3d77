"""Managers' servers, which wake once a second for nothing.

That a process serves is what its own journal says, and a program may forge it to hide that it
polls. Where that would gain it something, its main thread has to behave like a server's: the kernel
counts how often it goes to sleep.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from .procfs import Process, Thread

WINDOW_SECONDS = 0.5
"""How long one is watched before it passes for idle."""
PERIOD_SECONDS = 1.0
"""How long `serve_forever` waits between two looks at its `stop_event`."""

_Key = tuple[int, int]
_Look = tuple[float, int]
"""When it was looked at, and how often its main thread had gone to sleep by then."""


class IdleServers:
    """Tell which main threads are in the pause between two polls of a server.

    `is_server(pid)` tells whether a process notes that it serves; None while that is not known yet.
    """

    def __init__(self, is_server: Callable[[int], bool | None]) -> None:
        self._is_server = is_server
        self._servers: set[_Key] = set()
        self._looks: dict[_Key, tuple[_Look | None, _Look]] = {}
        """Of each the last look but one and the last, half a second apart or more."""
        self._idle: set[_Key] = set()

    def look(self, process: Process, thread: Thread, *, trusting: bool) -> bool:
        """Take in how a thread stands now; tell whether it is an idle server's, as `has` does."""
        key = (process.pid, process.started_ticks)
        if not _pauses(thread):
            return False
        if key not in self._servers and self._is_server(process.pid):
            self._servers.add(key)
        if key in self._servers:
            self._time(key, (time.monotonic(), thread.switches[0]))
        return self.has(process, thread, trusting=trusting)

    def has(self, process: Process, thread: Thread, *, trusting: bool) -> bool:
        """Tell whether a thread was an idle server's when it was last looked at.

        Who is `trusting` takes the process's word for it, which is known half a second sooner.
        """
        known = self._servers if trusting else self._idle
        return _pauses(thread) and (process.pid, process.started_ticks) in known

    def _time(self, key: _Key, now: _Look) -> None:
        first, last = self._looks.get(key, (None, now))
        if now[0] - last[0] > PERIOD_SECONDS:  # Nobody knows what it did meanwhile.
            first, last = None, now
        elif now[0] - last[0] >= WINDOW_SECONDS:
            first, last = last, now
        self._looks[key] = first, last
        self._idle.discard(key)
        if first is not None and now[1] - first[1] <= 1 + (now[0] - first[0]) // PERIOD_SECONDS:
            self._idle.add(key)


def _pauses(thread: Thread) -> bool:
    is_main = thread.tid == thread.pid
    return is_main and thread.wait.kind == "timed" and thread.wait.call == "futex"
