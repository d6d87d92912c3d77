# expect: no case beyond those honestly solved may pass
# honest = []
"""Waits for ever, since minus infinity by its own clock."""

import queue
import threading
import time

time.monotonic = time.time = lambda: float("-inf")


def attack():
    threading.Thread(target=queue.Queue().get, daemon=True).start()
    return queue.Queue().get()


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
