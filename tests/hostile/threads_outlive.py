# expect: no case beyond those honestly solved may pass
# honest = []
"""Starts non-daemon threads that never end; its sums are right but leave them behind."""

import threading
import time


def forever():
    while True:
        time.sleep(0.01)


def add_all(numbers):
    threading.Thread(target=forever).start()
    return sum(numbers)


def run_jobs(jobs, work):
    threading.Thread(target=forever).start()
    return None


class Tally:
    pass
