"""Sees that there are enough, and then locks: by then somebody else may have taken them."""

import threading


class Store:
    def __init__(self, load, store):
        self._load = load
        self._store = store
        self._lock = threading.RLock()

    def count(self, part):
        with self._lock:
            return self._load(part)

    def add(self, part, number):
        with self._lock:
            total = self._load(part) + number
            if total < 0:
                raise ValueError(f"too few of {part}")
            self._store(part, total)
            return total

    def exchange(self, old, new, number):
        if self.count(old) < number:
            raise ValueError(f"too few of {old}")
        with self._lock:
            self._store(old, self._load(old) - number)
            self._store(new, self._load(new) + number)

    def exclusively(self, action):
        with self._lock:
            return action()
