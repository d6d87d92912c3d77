"""Waits inside a second lock: wait() gives back the condition's own lock and no other."""

import threading
from collections import deque


class Belt:
    def __init__(self, capacity):
        self._capacity = capacity
        self._eggs = deque()
        self._lock = threading.Lock()
        self._changed = threading.Condition()

    def __len__(self):
        return len(self._eggs)

    def put(self, egg):
        with self._lock, self._changed:
            while len(self._eggs) >= self._capacity:
                self._changed.wait()
            self._eggs.append(egg)
            self._changed.notify_all()

    def take(self, count):
        with self._lock, self._changed:
            while len(self._eggs) < count:
                self._changed.wait()
            box = [self._eggs.popleft() for _ in range(count)]
            self._changed.notify_all()
            return box
