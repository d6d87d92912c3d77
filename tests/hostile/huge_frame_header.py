# expect: no case beyond those honestly solved may pass
# honest = []
"""Sends the header of a frame of 4 GB, then of 2**64 - 1 bytes, on every descriptor."""

import os


def attack():
    for fd in range(3, 256):
        for header in (b"\xff" * 4, b"\x7f\xff\xff\xff", b"\xff" * 8):
            try:
                os.write(fd, header)
            except OSError:
                pass
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
