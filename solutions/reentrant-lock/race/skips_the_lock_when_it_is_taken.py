"""Takes the lock only if it is free, so as not to wait for itself; nor for anybody else."""

import threading


class Store:
    def __init__(self, load, store):
        self._load = load
        self._store = store
        self._lock = threading.Lock()

    def _locked(self, action):
        taken = self._lock.acquire(blocking=False)
        try:
            return action()
        finally:
            if taken:
                self._lock.release()

    def count(self, part):
        return self._locked(lambda: self._load(part))

    def add(self, part, number):
        return self._locked(lambda: self._add(part, number))

    def exchange(self, old, new, number):
        def both():
            self._add(old, -number)
            self._add(new, number)

        self._locked(both)

    def exclusively(self, action):
        return self._locked(action)

    def _add(self, part, number):
        total = self._load(part) + number
        if total < 0:
            raise ValueError(f"too few of {part}")
        self._store(part, total)
        return total
