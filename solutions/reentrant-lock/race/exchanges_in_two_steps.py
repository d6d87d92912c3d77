"""Adds twice, each time under the lock: in between, the door is open."""

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
        self.add(old, -number)
        self.add(new, number)

    def exclusively(self, action):
        with self._lock:
            return action()
