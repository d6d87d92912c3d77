# expect: no case beyond those honestly solved may pass
# honest = []
"""Leaves objects whose __del__ sleeps, loops, and rises again, and atexit handlers that never
end.
"""

import atexit
import threading
import time

GRAVE = []


class Undead:
    def __init__(self):
        self.me = self

    def __del__(self):
        GRAVE.append(Undead())
        while True:
            time.sleep(1)


def forever():
    while True:
        time.sleep(1)


atexit.register(forever)
threading._register_atexit(forever)


def attack():
    Undead().me = None
    return None


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
