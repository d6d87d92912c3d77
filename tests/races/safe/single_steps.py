"""Threads share a list, a counter and a dict, and there is no lock anywhere.

Safe: `append`, `next` of a count and `setdefault` are one step each, and nothing else is done.
"""

import itertools
import threading

EXPECTED = ([0, 1, 2], 1)


def work(numbers, drawn, names):
    drawn.append(next(numbers))
    names.setdefault("first", threading.current_thread().name)


def main():
    numbers, drawn, names = itertools.count(), [], {}
    threads = [threading.Thread(target=work, args=(numbers, drawn, names)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(drawn), len(names)
