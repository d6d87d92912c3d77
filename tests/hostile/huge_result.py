# expect: no case beyond those honestly solved may pass
# honest = []
"""Answers with 300 MB of text, of bytes and of small lists."""

import os


def add_all(numbers):
    return ["x" * 300_000_000, b"y" * 300_000_000, [[] for _ in range(5_000_000)], os.urandom(10)]


def run_jobs(jobs, work):
    return ["x" * 300_000_000, b"y" * 300_000_000, [[] for _ in range(5_000_000)], os.urandom(10)]


class Tally:
    def add(self, name, n=1):
        ["x" * 300_000_000, b"y" * 300_000_000, [[] for _ in range(5_000_000)], os.urandom(10)]

    def count(self, name):
        return ["x" * 300_000_000, b"y" * 300_000_000, [[] for _ in range(5_000_000)], os.urandom(10)]

    @property
    def total(self):
        return ["x" * 300_000_000, b"y" * 300_000_000, [[] for _ in range(5_000_000)], os.urandom(10)]
