# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises all that a test runner takes for a skip, an expected failure or an exit."""

import unittest


class Skipped(BaseException):
    msg = "skip"
    allow_module_level = True
    _use_item_location = False


Skipped.__module__ = "builtins"
XFailed = type("XFailed", (BaseException,), {"__module__": "_pytest.outcomes"})
Exit = type("Exit", (BaseException,), {"__module__": "_pytest.outcomes", "returncode": 0})


def add_all(numbers):
    raise Skipped("skipped")


def run_jobs(jobs, work):
    raise unittest.SkipTest("not today")


class Tally:
    def add(self, name, n=1):
        raise Exit("all is well")

    def count(self, name):
        raise XFailed("expected")

    def __init__(self):
        raise KeyboardInterrupt
