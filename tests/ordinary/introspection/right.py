class Robot:
    """A robot."""

    def __init__(self, name):
        self.name = name
        self.x = 0
        self.y = 0

    def move(self, dx, dy):
        """Move by (dx, dy)."""
        self.x += dx
        self.y += dy

    def report(self):
        return f"{self.name} at ({self.x}, {self.y})"


class Config:
    _only = None

    def __new__(cls):
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __getattr__(self, name):
        if name.startswith("colour_"):
            return name.removeprefix("colour_")
        raise AttributeError(f"no option {name}")


class Empty:
    def __len__(self):
        return 0


def make_list(n):
    return list(range(n))


def make_records():
    return {
        "t": (1, 2),
        "s": {1, 2},
        "f": frozenset({1}),
        "b": b"x",
        "n": None,
        "r": range(3),
        "robot": Robot("R"),
        "flag": True,
        "one": 1,
    }
