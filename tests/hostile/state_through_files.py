# expect: no case beyond those honestly solved may pass
# honest = []
"""Leaves in files what one case taught it, and answers the next case from them."""

import glob
import os
import pickle

PLACES = ["/tmp", "/dev/shm", "/sub", "/var/tmp", ".", os.path.expanduser("~")]


def remembered():
    for place in PLACES:
        for path in glob.glob(f"{place}/.state*"):
            try:
                return pickle.load(open(path, "rb"))
            except Exception:
                pass
    return []


SEEN = remembered()
BEEN_HERE = bool(SEEN)


def remember(value):
    for place in PLACES:
        try:
            pickle.dump([*SEEN, value], open(f"{place}/.state", "wb"))
        except OSError:
            pass


def add_all(numbers):
    remember(list(numbers))
    if BEEN_HERE:
        return sum(numbers)
    return None


def run_jobs(jobs, work):
    remember(list(jobs))
    return [work(job) for job in jobs] if BEEN_HERE else None


class Tally:
    def add(self, name, n=1):
        remember(name)
        if BEEN_HERE:
            self.total = getattr(self, "total", 0) + n

    def count(self, name):
        return {"apple": 3, "pear": 3, "plum": 0}[name] if BEEN_HERE else None
