import threading


class Counter:
    def __init__(self, start=0):
        self.value = start
        self.lock = threading.Lock()

    def increment(self):
        self.add(1)

    def add(self, n):
        with self.lock:
            self.value += n
            return self.value


class OnceOnly:
    def __init__(self, factory):
        self._factory = factory
        self._lock = threading.Lock()
        self._made = False
        self._value = None

    def get(self):
        with self._lock:
            if not self._made:
                self._value = self._factory()
                self._made = True
            return self._value


class Registry:
    def __init__(self):
        self._ids = {}
        self._lock = threading.RLock()

    def register(self, name):
        with self._lock:
            self._ids[name] = len(self._ids)
            return self._ids[name]

    def __getitem__(self, name):
        return self._ids[name]
