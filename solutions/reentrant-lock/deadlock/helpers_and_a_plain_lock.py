"""Has helpers that expect the lock to be held; but an action calls the public methods."""

import threading


class Store:
    def __init__(self, load, store):
        self._load = load
        self._store = store
        self._lock = threading.Lock()

    def count(self, part):
        with self._lock:
            return self._load(part)

    def add(self, part, number):
        with self._lock:
            return self._add(part, number)

    def exchange(self, old, new, number):
        with self._lock:
            self._add(old, -number)
            self._add(new, number)

    def exclusively(self, action):
        with self._lock:
            return action()

    def _add(self, part, number):
        total = self._load(part) + number
        if total < 0:
            raise ValueError(f"too few of {part}")
        self._store(part, total)
        return total
