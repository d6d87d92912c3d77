# expect: no case beyond those honestly solved may pass
# honest = []
"""Calls the test's callback with objects that lie, explode or never end."""

import itertools


class Yes(str):
    __eq__ = lambda self, other: True
    __hash__ = lambda self: 0
    __lt__ = lambda self, other: True


def add_all(numbers):
    return None


def run_jobs(jobs, work):
    for thing in (Yes("a"), "x" * 50_000_000, [[]] * 10**6, itertools.count(), work, None, 10**5000,
                  {"a": work}, lambda: work, float("nan"), "\ud800"):
        try:
            work(thing)
        except BaseException:
            pass
    for bad in ((), (1, 2, 3)):
        try:
            work(*bad, __class__=int)
        except BaseException:
            pass
    return None


class Tally:
    pass
