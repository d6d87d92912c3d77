"""The first reader waits outside the counter's lock: the second one does not see that nobody may go in."""

from contextlib import contextmanager
from threading import Lock, Semaphore


class Timetable:
    def __init__(self):
        self.free = Semaphore(1)
        self.counter = Lock()
        self.readers = 0

    @contextmanager
    def _reading(self):
        with self.counter:
            self.readers += 1
            first = self.readers == 1
        if first:
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
        with self.free:
            return work()
