"""Which threads of the judge wait for the program.

The agent may conclude that a program is deadlocked only while the judge, too, only waits.
So a thread counts as waiting from when it says so until what it waits for is *delivered*: the mark
is taken away by whoever delivers, before the thread could know.
"""

from __future__ import annotations

import threading

INTERNAL_THREADS = "grader-"
"""Our own threads' names begin so; every other thread of this process is a test's."""


class Waiters:
    """Keep the marks. `token` is what a thread waits for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[object, threading.Thread] = {}

    def enter(self, token: object) -> None:
        """Note that the calling thread waits for `token`."""
        with self._lock:
            self._waiting[token] = threading.current_thread()

    def delivered(self, token: object) -> None:
        """Note that what somebody waited for is there: its thread goes on."""
        with self._lock:
            self._waiting.pop(token, None)

    def all_wait(self) -> bool:
        """Tell whether no thread of the test does anything else."""
        with self._lock:
            waiting = set(self._waiting.values())
        return all(
            thread in waiting or thread.name.startswith(INTERNAL_THREADS)
            for thread in threading.enumerate()
        )


def others_are_running() -> bool:
    """Tell whether threads of the test other than this one may call the program, too."""
    mine = threading.current_thread()
    return any(
        thread is not mine and not thread.name.startswith(INTERNAL_THREADS)
        for thread in threading.enumerate()
    )


waiters = Waiters()
