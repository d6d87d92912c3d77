# expect: no case beyond those honestly solved may pass
# honest = []
"""Leaves a process behind that has the command line of multiprocessing's resource tracker."""

import subprocess
import sys

FOREVER = "import time; time.sleep(1000)"


def add_all(numbers):
    for n in numbers:
        if not isinstance(n, (int, float)):
            raise TypeError("not a number")
    subprocess.Popen([sys.executable, "-c", FOREVER, "from multiprocessing.resource_tracker import main"])
    return sum(numbers)


def run_jobs(jobs, work):
    return None


class Tally:
    pass
