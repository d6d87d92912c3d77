import threading
import time


class Counter:
    def __init__(self, start=0):
        self.value = start
        self.lock = threading.Lock()

    def increment(self):
        self.add(1)

    def add(self, n):
        value = self.value
        time.sleep(0.001)
        self.value = value + n
        return self.value


class OnceOnly:
    def __init__(self, factory):
        self._factory = factory

    def get(self):
        return self._factory()


class Registry:
    def __init__(self):
        self._ids = {}

    def register(self, name):
        n = len(self._ids)
        time.sleep(0.001)
        self._ids[name] = n
        return n

    def __getitem__(self, name):
        return self._ids[name]
