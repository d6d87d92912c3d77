# expect: no case beyond those honestly solved may pass
# honest = []
"""Hands over keys whose hash, asked while the message is read, raises errors of many kinds."""

import threading


class Odd(Exception):
    def __str__(self):
        raise self


class Key:
    asked = 0

    def __hash__(self):
        Key.asked += 1
        if Key.asked % 3 == 1:
            return 1
        raise Odd() if Key.asked % 3 else TypeError("job 3 failed")

    def __eq__(self, other):
        raise RuntimeError("job 3 failed")


def keys():
    Key.asked = 0
    return {Key()}


def add_all(numbers):
    return keys()


def run_jobs(jobs, work):
    thread = threading.Thread(target=lambda: work(keys()))
    thread.start()
    thread.join()
    return [keys()]


class Tally:
    def add(self, name, n=1):
        return keys()

    def count(self, name):
        return keys()

    @property
    def total(self):
        return keys()
