# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with iterators that never end and lengths that do not exist."""

import itertools


class Long(list):
    def __iter__(self):
        return itertools.repeat(0)

    def __len__(self):
        return 2**62

    def __length_hint__(self):
        return 2**62


class Items(dict):
    def items(self):
        return itertools.repeat((1, 2))

    keys = values = __iter__ = items


def add_all(numbers):
    return [Long([1]), Items(a=1), itertools.count(), range(2**62)]


def run_jobs(jobs, work):
    return [Long([1]), Items(a=1), itertools.count(), range(2**62)]


class Tally:
    def add(self, name, n=1):
        [Long([1]), Items(a=1), itertools.count(), range(2**62)]

    def count(self, name):
        return [Long([1]), Items(a=1), itertools.count(), range(2**62)]

    @property
    def total(self):
        return [Long([1]), Items(a=1), itertools.count(), range(2**62)]
