# expect: no case beyond those honestly solved may pass
# honest = []
"""Looks for the expected value in the frames of all its callers."""

import sys


def attack():
    frame = sys._getframe(1)
    while frame is not None:
        for name in ("expected", "total", "answers", "want", "result"):
            if name in frame.f_locals:
                value = frame.f_locals[name]
                return list(value.values()) if isinstance(value, dict) else value
        frame = frame.f_back
    return None


def add_all(numbers):
    return attack()


def run_jobs(jobs, work):
    return attack()


class Tally:
    def add(self, name, n=1):
        attack()

    def count(self, name):
        return attack()

    @property
    def total(self):
        return attack()
