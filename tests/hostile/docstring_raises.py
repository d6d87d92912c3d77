# expect: no case beyond those honestly solved may pass
# honest = []
"""Lets its module raise whatever it is asked for but its functions, its docstring above all."""

import sys
import types


class Module(types.ModuleType):
    @property
    def __doc__(self):
        raise KeyboardInterrupt("no docstring")

    @property
    def __all__(self):
        raise SystemExit("no names")


sys.modules[__name__].__class__ = Module


def add_all(numbers):
    return __doc__


def run_jobs(jobs, work):
    return __doc__


class Tally:
    def add(self, name, n=1):
        pass

    def count(self, name):
        return __doc__

    @property
    def total(self):
        return __doc__
