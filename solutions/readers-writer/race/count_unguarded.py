"""The first reader locks out the clerks, the last one lets them in; but the readers' count has no lock."""

from threading import Lock, Semaphore


class Timetable:
    def __init__(self):
        self.turnstile = Lock()
        self.free = Semaphore(1)
        self.readers = 0

    def read(self, look):
        with self.turnstile:
            self.readers += 1
            if self.readers == 1:
                self.free.acquire()
        try:
            return look()
        finally:
            self.readers -= 1
            if not self.readers:
                self.free.release()

    def change(self, work):
        with self.turnstile, self.free:
            return work()
