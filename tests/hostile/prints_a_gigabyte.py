# expect: no case beyond those honestly solved may pass
# honest = []
"""Prints one gigabyte to each stream, at import and in each call, past Python's buffers."""

import os
import sys


def attack():
    block = b"A" * (1 << 20)
    for _ in range(1024):
        for fd in (1, 2):
            try:
                os.write(fd, block)
            except OSError:
                pass
    sys.stdout.write("B" * (1 << 27))


attack()


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
