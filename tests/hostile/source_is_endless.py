# expect: no case beyond those honestly solved may pass
# honest = []
"""Says that its code stands in /dev/zero, so that whoever quotes it reads for ever."""

import os
import threading

FILE = os.path.dirname(__file__) + "/../../dev/zero"

space = {}
exec(compile("def wait(lock):\n    lock.acquire()\n", FILE, "exec"), space)


def attack():
    lock = threading.Lock()
    lock.acquire()
    space["wait"](lock)


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
