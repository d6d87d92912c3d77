"""Makes room for several eggs and tells one helper."""

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
            while len(self._eggs) >= self._capacity:
                self._room.wait()
            self._eggs.append(egg)
            self._more_eggs.notify_all()

    def take(self, count):
        with self._more_eggs:
            while len(self._eggs) < count:
                self._more_eggs.wait()
            box, self._eggs = self._eggs[:count], self._eggs[count:]
            self._room.notify()
            return box
