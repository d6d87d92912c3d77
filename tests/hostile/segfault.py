# expect: no case beyond those honestly solved may pass
# honest = []
"""Crashes the interpreter: a null pointer, a C recursion, a smashed object."""

import ctypes
import faulthandler
import sys


def add_all(numbers):
    faulthandler.disable()
    ctypes.string_at(0)


def run_jobs(jobs, work):
    sys.setrecursionlimit(2**31 - 1)
    thing = None
    for _ in range(2_000_000):
        thing = (thing,)
    return repr(thing) == hash(thing)


class Tally:
    def __init__(self):
        ctypes.memset(id(0), 0xFF, 64)

    def add(self, name, n=1):
        faulthandler._sigsegv()
