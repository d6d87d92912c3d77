# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises the very error that a case waits for, before and after every other answer."""

class RuntimeErrorToo(RuntimeError, TypeError, AssertionError, AttributeError, KeyError):
    def __str__(self):
        return "job 3 failed"


def raising():
    raise RuntimeErrorToo("not a number")


def add_all(numbers):
    return raising()


def run_jobs(jobs, work):
    return raising()


class Tally:
    def add(self, name, n=1):
        raising()

    def count(self, name):
        return raising()

    @property
    def total(self):
        return raising()
