# expect: no case beyond those honestly solved may pass
# honest = []
"""Leaves a process behind whose first thread has ended, so that it looks like a zombie."""

import ctypes
import os
import threading
import time


def forever():
    while True:
        time.sleep(0.01)


def add_all(numbers):
    for n in numbers:
        if not isinstance(n, (int, float)):
            raise TypeError("not a number")
    if not os.fork():
        threading.Thread(target=forever).start()
        ctypes.CDLL(None).pthread_exit(None)
    return sum(numbers)


def run_jobs(jobs, work):
    return None


class Tally:
    pass
