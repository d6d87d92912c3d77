"""Sleeps and looks, in place of waiting to be told."""

import threading
import time


class Belt:
    def __init__(self, capacity):
        self._capacity = capacity
        self._eggs = []
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._eggs)

    def put(self, egg):
        while True:
            with self._lock:
                if len(self._eggs) < self._capacity:
                    self._eggs.append(egg)
                    return
            time.sleep(0.01)

    def take(self, count):
        while True:
            with self._lock:
                if len(self._eggs) >= count:
                    box, self._eggs = self._eggs[:count], self._eggs[count:]
                    return box
            time.sleep(0.01)
