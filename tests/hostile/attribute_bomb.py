# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with an object whose every attribute is another endless object."""

import time


class Bomb:
    def __getattribute__(self, name):
        if name == "__class__":
            return list
        return Bomb()

    def __iter__(self):
        while True:
            yield Bomb()

    def __len__(self):
        return 2**62

    def __repr__(self):
        while True:
            time.sleep(1)

    __str__ = __format__ = __hash__ = __repr__


def add_all(numbers):
    return Bomb()


def run_jobs(jobs, work):
    return Bomb()


class Tally:
    def add(self, name, n=1):
        Bomb()

    def count(self, name):
        return Bomb()

    @property
    def total(self):
        return Bomb()
