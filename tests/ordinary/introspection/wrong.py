class Robot:
    def __init__(self, name):
        self.name = name
        self.pos = (0, 0)
        self.x = self.y = 0

    def __eq__(self, other):
        return self.name == other.name

    def move(self, dx, dy):
        pass

    def report(self):
        return ""


class Config:
    debug = False


class Empty:
    pass


def make_list(n):
    return range(n)


def make_records():
    return {"t": [1, 2], "s": [1, 2], "f": set(), "b": "x", "n": 0, "r": [0, 1, 2], "robot": None,
            "flag": 1, "one": True}
