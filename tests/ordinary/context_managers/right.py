import contextlib
import copy
import time


class Resource:
    def __init__(self, name):
        self.name = name
        self.is_open = False
        self.last_error = None

    def __enter__(self):
        if self.is_open:
            raise RuntimeError("already open")
        self.is_open = True
        return self

    def __exit__(self, kind, error, trace):
        self.is_open = False
        if error is not None:
            self.last_error = f"{kind.__name__}: {error}"


class catching:
    def __init__(self, *kinds):
        self.kinds = kinds
        self.error = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.error = error
        return kind is not None and issubclass(kind, self.kinds)


class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        self.before = copy.deepcopy(self.data)
        return self.data

    def __exit__(self, kind, error, trace):
        if error is not None:
            self.data.clear()
            self.data.update(self.before)
        return False


@contextlib.contextmanager
def indented(title):
    print(f"{title}:")
    try:
        yield lambda line: print("  " + line)
    finally:
        print("end")


class timer:
    def __enter__(self):
        self._start = time.perf_counter()
        return self

    def __exit__(self, *exc):
        self.elapsed = time.perf_counter() - self._start
