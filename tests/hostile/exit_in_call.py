# expect: no case beyond those honestly solved may pass
# honest = []
"""Ends the interpreter with success in the middle of each call."""

import os


def add_all(numbers):
    return os._exit(0)


def run_jobs(jobs, work):
    return os._exit(0)


class Tally:
    def add(self, name, n=1):
        os._exit(0)

    def count(self, name):
        return os._exit(0)

    @property
    def total(self):
        return os._exit(0)
