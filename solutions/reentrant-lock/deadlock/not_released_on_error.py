"""Gives the lock back after each method, but not when one raises."""

import threading


class Store:
    def __init__(self, load, store):
        self._load = load
        self._store = store
        self._lock = threading.RLock()

    def count(self, part):
        self._lock.acquire()
        number = self._load(part)
        self._lock.release()
        return number

    def add(self, part, number):
        self._lock.acquire()
        total = self._load(part) + number
        if total < 0:
            raise ValueError(f"too few of {part}")
        self._store(part, total)
        self._lock.release()
        return total

    def exchange(self, old, new, number):
        self._lock.acquire()
        self.add(old, -number)
        self.add(new, number)
        self._lock.release()

    def exclusively(self, action):
        self._lock.acquire()
        result = action()
        self._lock.release()
        return result
