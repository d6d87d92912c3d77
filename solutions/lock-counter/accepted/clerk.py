"""A class around the counter, and a thread pool as wide as there are doors."""

from concurrent.futures import ThreadPoolExecutor
from threading import RLock


class Hall:
    def __init__(self, load, store):
        self._load = load
        self._store = store
        self._lock = RLock()

    @property
    def number(self):
        with self._lock:
            return self._load()

    def add(self, people):
        with self._lock:
            self._store(self.number + people)


def count_visitors(doors, admit, load, store):
    hall = Hall(load, store)
    if doors:
        with ThreadPoolExecutor(max_workers=doors) as pool:
            for added in [pool.submit(lambda i=i: hall.add(admit(i))) for i in range(doors)]:
                added.result()
    return hall.number
