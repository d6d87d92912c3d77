"""A helper who was woken does not look again: the room was for one, and another one came first."""

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
            if len(self._eggs) == self._capacity:
                self._room.wait()
            self._eggs.append(egg)
            self._more_eggs.notify_all()

    def take(self, count):
        with self._more_eggs:
            self._more_eggs.wait_for(lambda: len(self._eggs) >= count)
            box, self._eggs = self._eggs[:count], self._eggs[count:]
            self._room.notify(count)
            return box
