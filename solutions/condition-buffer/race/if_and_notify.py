"""`if` and `notify`: a put wakes the next who wants to put, and the belt runs over."""

import threading


class Belt:
    def __init__(self, capacity):
        self._capacity = capacity
        self._eggs = []
        self._changed = threading.Condition()

    def __len__(self):
        with self._changed:
            return len(self._eggs)

    def put(self, egg):
        with self._changed:
            if len(self._eggs) == self._capacity:
                self._changed.wait()
            self._eggs.append(egg)
            self._changed.notify()

    def take(self, count):
        with self._changed:
            if len(self._eggs) < count:
                self._changed.wait()
            box, self._eggs = self._eggs[:count], self._eggs[count:]
            self._changed.notify()
            return box
