# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with subclasses of int, str and list that say they equal all."""

class Int(int):
    __eq__ = lambda self, other: True
    __ne__ = lambda self, other: True
    __hash__ = int.__hash__
    __class__ = int


class Str(str):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
    __len__ = lambda self: 16


class List(list):
    __eq__ = lambda self, other: True
    __len__ = lambda self: 3
    __bool__ = lambda self: True


def add_all(numbers):
    return Int(0)


def run_jobs(jobs, work):
    return List([Str("x")])


class Tally:
    def add(self, name, n=1):
        pass

    def count(self, name):
        return Int(1)

    total = Int(6)

    def __eq__(self, other):
        return Int(1)
