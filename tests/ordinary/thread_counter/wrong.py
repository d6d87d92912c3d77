import threading


class Counter:
    def __init__(self, start=0):
        self._start = start
        self._mine = threading.local()
        self.lock = threading.Lock()

    @property
    def value(self):
        return getattr(self._mine, "value", self._start)

    def increment(self):
        self.add(1)

    def add(self, n):
        self._mine.value = self.value + n
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
        self._ids[name] = len(self._ids) // 2
        return self._ids[name]

    def __getitem__(self, name):
        return self._ids[name]
