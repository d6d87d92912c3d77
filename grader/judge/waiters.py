"""Which threads of the judge wait for the program.

The agent may conclude that a program is deadlocked only while the judge, too, only waits.
So a thread counts as waiting from when it says so until what it waits for is *delivered*: the mark
is taken away by whoever delivers, before the thread could know.
"""

from __future__ import annotations

import threading
from weakref import WeakSet

INTERNAL_THREADS = "grader-"
"""Our own threads' names begin so; every other thread of this process is a test's."""
CALL_THREADS = "lab-call"
"""The names of those that carry out a call in flight."""


class Waiters:
    """Keep the marks. `token` is what a thread waits for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[object, threading.Thread] = {}
        self._for_now: dict[object, threading.Thread] = {}
        """Who may go on without the program: a gate may open, a time limit may be over."""
        self._ended: WeakSet[threading.Thread] = WeakSet()

    def enter(self, token: object, *, for_ever: bool = True) -> None:
        """Note that the calling thread waits for `token`, for ever or until something else."""
        with self._lock:
            (self._waiting if for_ever else self._for_now)[token] = threading.current_thread()

    def delivered(self, token: object) -> None:
        """Note that what somebody waited for is there: its thread goes on."""
        with self._lock:
            self._waiting.pop(token, None)
            self._for_now.pop(token, None)

    @staticmethod
    def end_of(thread: threading.Thread) -> object:
        """Return what the calling thread waits for if it waits for a thread's end."""
        return "end", thread, threading.current_thread()

    def ends(self) -> None:
        """Note that the calling thread does nothing more; whoever waits for that goes on."""
        ending = threading.current_thread()
        with self._lock:
            self._ended.add(ending)
            for waiting in (self._waiting, self._for_now):
                for thread in list(waiting.values()):
                    waiting.pop(("end", ending, thread), None)

    def running(self) -> list[threading.Thread]:
        """List the threads of the test."""
        threads = threading.enumerate()
        with self._lock:
            return [each for each in threads if not is_internal(each) and each not in self._ended]

    def all_wait(self, *, for_ever: bool = True) -> bool:
        """Tell whether no thread of the test does anything else."""
        with self._lock:
            waiting = {*self._waiting.values(), *(() if for_ever else self._for_now.values())}
        return all(thread in waiting for thread in self.running())


def is_internal(thread: threading.Thread) -> bool:
    """Tell whether a thread is one of ours."""
    return thread.name.startswith(INTERNAL_THREADS)


def others_are_running() -> bool:
    """Tell whether threads of the test other than this one may call the program, too."""
    mine = threading.current_thread()
    return any(thread is not mine for thread in waiters.running())


def only_calls_of_ours() -> bool:
    """Tell whether each thread of the test is its main one or carries out a call of the lab's.

    When these wait is known; others may wait in ways of their own.
    """
    main = threading.main_thread()
    return all(each is main or each.name == CALL_THREADS for each in waiters.running())


waiters = Waiters()
