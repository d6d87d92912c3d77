"""Locks only: a turnstile that a waiting clerk holds shut, and a light that the first reader turns on."""

from contextlib import contextmanager
from threading import Lock, Semaphore


class Timetable:
    def __init__(self):
        self.turnstile = Lock()
        self.free = Semaphore(1)
        self.counter = Lock()
        self.readers = 0

    @contextmanager
    def _reading(self):
        with self.turnstile, self.counter:
            self.readers += 1
            if self.readers == 1:
                self.free.acquire()
        try:
            yield
        finally:
            with self.counter:
                self.readers -= 1
                if not self.readers:
                    self.free.release()

    def read(self, look):
        with self._reading():
            return look()

    def change(self, work):
        with self.turnstile, self.free:
            return work()
