"""Takes from the end where the eggs are put: a stack, not a belt."""

import threading


class Belt:
    def __init__(self, capacity):
        self._capacity = capacity
        self._eggs = []
        self._changed = threading.Condition()

    def __len__(self):
        return len(self._eggs)

    def put(self, egg):
        with self._changed:
            self._changed.wait_for(lambda: len(self._eggs) < self._capacity)
            self._eggs.append(egg)
            self._changed.notify_all()

    def take(self, count):
        with self._changed:
            self._changed.wait_for(lambda: len(self._eggs) >= count)
            box = [self._eggs.pop() for _ in range(count)]
            self._changed.notify_all()
            return box
