# expect: no case beyond those honestly solved may pass
# honest = []
"""Returns twice: a forked copy of the process goes on as if it were the one that was called."""

import os


def attack():
    for _ in range(4):
        os.fork()
    return 66


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
