"""Which threads of the judge wait for the program.

The agent may conclude that a program is deadlocked only while the judge, too, only waits.
So a thread counts as waiting from when it says so until what it waits for is *delivered*: the mark
is taken away by whoever delivers, before the thread could know.
"""

from __future__ import annotations

import threading

INTERNAL_THREADS = "grader-"
"""Our own threads' names begin so; every other thread of this process is a test's."""
CALL_THREADS = "lab-call"
"""The names of those that carry out a call in flight."""


class Waiters:
    """Keep the marks. `token` is what a thread waits for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[object, threading.Thread] = {}
        self._held: dict[object, threading.Thread] = {}

    def enter(self, token: object) -> None:
        """Note that the calling thread waits for `token`."""
        with self._lock:
            self._waiting[token] = threading.current_thread()

    def delivered(self, token: object) -> None:
        """Note that what somebody waited for is there: its thread goes on."""
        with self._lock:
            self._waiting.pop(token, None)
            self._held.pop(token, None)

    def hold(self, token: object) -> None:
        """Note that a gate holds the calling thread, which is to be delivered from it."""
        with self._lock:
            self._held[token] = threading.current_thread()

    def over(self) -> None:
        """Note that the calling thread does nothing more."""
        threading.current_thread().name = f"{INTERNAL_THREADS}over"

    def all_wait(self, *, or_are_held: bool = False) -> bool:
        """Tell whether no thread of the test does anything else."""
        with self._lock:
            waiting = {*self._waiting.values(), *(self._held.values() if or_are_held else ())}
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


def only_calls_of_ours() -> bool:
    """Tell whether each thread of the test is its main one or carries out a call of the lab's.

    When these wait is known; others may wait in ways of their own.
    """
    names = (INTERNAL_THREADS, CALL_THREADS)
    main = threading.main_thread()
    return all(each is main or each.name.startswith(names) for each in threading.enumerate())


waiters = Waiters()
