"""Waits under the lock until there is room, and lays the egg when the lock is given back."""

import threading


class Belt:
    def __init__(self, capacity):
        self._capacity = capacity
        self._eggs = []
        self._lock = threading.Lock()
        self._room = threading.Condition(self._lock)
        self._more_eggs = threading.Condition(self._lock)

    def __len__(self):
        return len(self._eggs)

    def put(self, egg):
        with self._room:
            self._room.wait_for(lambda: len(self._eggs) < self._capacity)
        self._eggs.append(egg)
        with self._more_eggs:
            self._more_eggs.notify_all()

    def take(self, count):
        with self._more_eggs:
            self._more_eggs.wait_for(lambda: len(self._eggs) >= count)
            box, self._eggs = self._eggs[:count], self._eggs[count:]
            self._room.notify(count)
            return box
