"""A lock of one's own with an owner and a depth, made of a condition."""

import threading
from contextlib import contextmanager


class Door:
    def __init__(self):
        self._owner = None
        self._depth = 0
        self._free = threading.Condition()

    @contextmanager
    def inside(self):
        me = threading.get_ident()
        with self._free:
            self._free.wait_for(lambda: self._owner in (None, me))
            self._owner = me
            self._depth += 1
        try:
            yield
        finally:
            with self._free:
                self._depth -= 1
                if self._depth == 0:
                    self._owner = None
                    self._free.notify()


class Store:
    def __init__(self, load, store):
        self._load, self._store, self._door = load, store, Door()

    def count(self, part):
        with self._door.inside():
            return self._load(part)

    def add(self, part, number):
        with self._door.inside():
            return self._add(part, number)

    def exchange(self, old, new, number):
        with self._door.inside():
            self._add(old, -number)
            self._add(new, number)

    def exclusively(self, action):
        with self._door.inside():
            return action()

    def _add(self, part, number):
        total = self._load(part) + number
        if total < 0:
            raise ValueError(f"there are only {total - number} of {part}")
        self._store(part, total)
        return total
