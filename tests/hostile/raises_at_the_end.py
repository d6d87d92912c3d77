# expect: no case beyond those honestly solved may pass
# honest = []
"""Leaves a thread behind and raises, where it is asked for its threads, what ends a case."""

import asyncio
import threading
import time


def forever():
    while True:
        time.sleep(0.01)


def cancelled():
    raise asyncio.CancelledError


def ended():
    raise SystemExit


def add_all(numbers):
    for n in numbers:
        if not isinstance(n, (int, float)):
            raise TypeError("not a number")
    threading.Thread(target=forever).start()
    threading.enumerate = cancelled if len(numbers) == 3 else ended
    return sum(numbers)


def run_jobs(jobs, work):
    return None


class Tally:
    pass
