"""An exception leaves the lock taken; the next caller waits for it.

Pattern: acquire without release on an error path
"""

import threading

lock = threading.Lock()


def withdraw(amount):
    lock.acquire()
    if amount < 0:
        raise ValueError(amount)
    lock.release()


def main():
    for amount in (3, -1, 2):
        try:
            withdraw(amount)
        except ValueError:
            pass
