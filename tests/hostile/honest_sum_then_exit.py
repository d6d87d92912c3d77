# expect: no case beyond those honestly solved may pass
# honest = ["test_sum_of_three", "test_sum_of_many", "test_argument_is_left_alone", "test_text_is_refused"]
"""Solves the sums honestly, then kills the interpreter in the other cases: these must be lost,
and only these.
"""

import os
import signal


def add_all(numbers):
    for n in numbers:
        if not isinstance(n, (int, float)):
            raise TypeError("not a number")
    return sum(numbers)


def run_jobs(jobs, work):
    os.kill(os.getpid(), signal.SIGKILL)


class Tally:
    def __init__(self):
        os._exit(0)
