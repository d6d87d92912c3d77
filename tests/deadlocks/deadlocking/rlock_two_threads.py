"""Opposite order of two RLocks in two threads.

Pattern: opposite lock order
"""

import threading


def nest(first, second, both):
    with first:
        both.wait()
        with second:
            pass


def main():
    left, right, both = threading.RLock(), threading.RLock(), threading.Barrier(2)
    one = threading.Thread(target=nest, args=(left, right, both))
    two = threading.Thread(target=nest, args=(right, left, both))
    one.start()
    two.start()
    one.join()
    two.join()
