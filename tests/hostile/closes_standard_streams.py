# expect: no case beyond those honestly solved may pass
# honest = []
"""Closes the standard streams, replaces them, and breaks the encoding and the locale."""

import locale
import os
import sys


class Broken:
    encoding = "utf-7"

    def write(self, text):
        raise OSError("no")

    def flush(self):
        raise ValueError("closed")


def attack():
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        try:
            stream.close()
        except Exception:
            pass
    sys.stdin = sys.stdout = sys.stderr = sys.__stdout__ = sys.__stderr__ = Broken()
    os.environ.clear()
    os.environ["PYTHONIOENCODING"] = "rot13"
    try:
        locale.setlocale(locale.LC_ALL, "tr_TR.UTF-8")
    except locale.Error:
        pass


attack()


def add_all(numbers):
    return attack()


def run_jobs(jobs, work):
    return attack()


class Tally:
    def add(self, name, n=1):
        attack()

    def count(self, name):
        return attack()

    @property
    def total(self):
        return attack()
