# expect: no case beyond those honestly solved may pass
# honest = []
"""Sleeps for ever in each call."""

import time


def add_all(numbers):
    return time.sleep(10**9)


def run_jobs(jobs, work):
    return time.sleep(10**9)


class Tally:
    def add(self, name, n=1):
        time.sleep(10**9)

    def count(self, name):
        return time.sleep(10**9)

    @property
    def total(self):
        return time.sleep(10**9)
