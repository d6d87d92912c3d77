# expect: no case beyond those honestly solved may pass
# honest = []
"""Fills every place it may write to with one gigabyte, and with a million empty files."""

import os


def attack():
    for folder in ("/tmp", "/dev/shm", "/sub", "/var/tmp", "/run", os.getcwd()):
        try:
            with open(f"{folder}/full", "wb") as file:
                for _ in range(1024):
                    file.write(b"A" * (1 << 20))
        except OSError:
            pass
        try:
            for i in range(1_000_000):
                open(f"{folder}/{i}", "x").close()
        except OSError:
            pass


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
