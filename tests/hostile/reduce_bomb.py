# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with objects that run code wherever they are unpickled or copied."""

import os


class Bomb:
    def __reduce__(self):
        return os._exit, (0,)

    __reduce_ex__ = lambda self, protocol: (os._exit, (0,))
    __copy__ = lambda self: os._exit(0)
    __deepcopy__ = lambda self, memo: os._exit(0)
    __repr__ = lambda self: os._exit(0)
    __str__ = lambda self: os._exit(0)


def add_all(numbers):
    return [Bomb(), Bomb]


def run_jobs(jobs, work):
    return [Bomb(), Bomb]


class Tally:
    def add(self, name, n=1):
        [Bomb(), Bomb]

    def count(self, name):
        return [Bomb(), Bomb]

    @property
    def total(self):
        return [Bomb(), Bomb]
