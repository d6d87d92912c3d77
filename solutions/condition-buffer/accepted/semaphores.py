"""Without a condition: a semaphore counts the room, and each packer has one to sleep at."""

import threading


class Belt:
    def __init__(self, capacity):
        self._room = threading.Semaphore(capacity)
        self._lock = threading.Lock()
        self._eggs = []
        self._packers = []

    def __len__(self):
        with self._lock:
            return len(self._eggs)

    def put(self, egg):
        self._room.acquire()
        with self._lock:
            self._eggs.append(egg)
            self._serve()

    def take(self, count):
        box, filled = [], threading.Semaphore(0)
        with self._lock:
            self._packers.append((count, box, filled))
            self._serve()
        filled.acquire()
        return box

    def _serve(self):
        for packer in list(self._packers):
            count, box, filled = packer
            if count <= len(self._eggs):
                self._packers.remove(packer)
                box += self._eggs[:count]
                del self._eggs[:count]
                self._room.release(count)
                filled.release()
