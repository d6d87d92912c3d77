# expect: no case beyond those honestly solved may pass
# honest = []
"""Ignores or blocks each signal and then never returns."""

import signal
import time


def attack():
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, signal.NSIG))
    for number in range(1, signal.NSIG):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    while True:
        time.sleep(3600)


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
