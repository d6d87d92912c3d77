"""Never waits for room: the belt is as long as it has to be."""

import threading


class Belt:
    def __init__(self, capacity):
        self._eggs = []
        self._changed = threading.Condition()

    def __len__(self):
        return len(self._eggs)

    def put(self, egg):
        with self._changed:
            self._eggs.append(egg)
            self._changed.notify_all()

    def take(self, count):
        with self._changed:
            self._changed.wait_for(lambda: len(self._eggs) >= count)
            box, self._eggs = self._eggs[:count], self._eggs[count:]
            return box
