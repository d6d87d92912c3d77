"""The numbers are of each timetable, but the lock that a clerk holds is of the class."""
from threading import Lock, Semaphore


class Timetable:
    free = Semaphore(1)

    def __init__(self):
        self.turnstile = Lock()
        self.counter = Lock()
        self.readers = 0

    def read(self, look):
        with self.turnstile, self.counter:
            self.readers += 1
            if self.readers == 1:
                self.free.acquire()
        try:
            return look()
        finally:
            with self.counter:
                self.readers -= 1
                if not self.readers:
                    self.free.release()

    def change(self, work):
        with self.turnstile, self.free:
            return work()
