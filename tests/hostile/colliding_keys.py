# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with a dictionary and a set whose keys all have the same hash."""

import sys

MODULUS = sys.hash_info.modulus
KEYS = [k * MODULUS for k in range(60_000)]


def add_all(numbers):
    return [{k: 1 for k in KEYS[:3000]}, set(KEYS[:3000]), KEYS]


def run_jobs(jobs, work):
    return [{k: 1 for k in KEYS[:3000]}, set(KEYS[:3000]), KEYS]


class Tally:
    def add(self, name, n=1):
        [{k: 1 for k in KEYS[:3000]}, set(KEYS[:3000]), KEYS]

    def count(self, name):
        return [{k: 1 for k in KEYS[:3000]}, set(KEYS[:3000]), KEYS]

    @property
    def total(self):
        return [{k: 1 for k in KEYS[:3000]}, set(KEYS[:3000]), KEYS]
