"""Waits for the signal and not for the eggs: who comes after the signal waits for ever."""

import threading
from collections import deque


class Belt:
    def __init__(self, capacity):
        self._capacity = capacity
        self._eggs = deque()
        self._lock = threading.Lock()
        self._room = threading.Condition(self._lock)
        self._enough = threading.Condition(self._lock)

    def __len__(self):
        return len(self._eggs)

    def put(self, egg):
        with self._lock:
            if len(self._eggs) == self._capacity:
                self._room.wait()
            self._eggs.append(egg)
            self._enough.notify_all()

    def take(self, count):
        with self._lock:
            self._enough.wait()
            while len(self._eggs) < count:
                self._enough.wait()
            box = [self._eggs.popleft() for _ in range(count)]
            self._room.notify_all()
            return box
