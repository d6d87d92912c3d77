# expect: no case beyond those honestly solved may pass
# honest = []
"""Closes every descriptor, or puts /dev/null in its place."""

import os


def attack():
    null = os.open("/dev/null", os.O_RDWR)
    for fd in range(512):
        if fd != null:
            try:
                os.dup2(null, fd)
            except OSError:
                pass
    os.closerange(0, 512)


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
