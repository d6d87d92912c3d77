import contextlib


class Resource:
    def __init__(self, name):
        self.name = name
        self.is_open = False
        self.last_error = None

    def __enter__(self):
        self.is_open = True

    def __exit__(self, kind, error, trace):
        if error is None:
            self.is_open = False
        return True


class catching:
    def __init__(self, *kinds):
        self.error = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.error = error
        return True


class Transaction:
    def __init__(self, data):
        self.data = data

    def __enter__(self):
        return dict(self.data)

    def __exit__(self, *exc):
        pass


@contextlib.contextmanager
def indented(title):
    print(title)
    yield print


@contextlib.contextmanager
def timer():
    yield None
