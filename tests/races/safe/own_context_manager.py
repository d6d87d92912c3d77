"""The lock is inside a context manager of the program's own.

Safe: `locked` holds the lock from its `yield` to the end of the `with` block.
"""

import threading
from contextlib import contextmanager

EXPECTED = 130


class Account:
    def __init__(self):
        self.balance = 100
        self._lock = threading.Lock()

    @contextmanager
    def locked(self):
        self._lock.acquire()
        try:
            yield self
        finally:
            self._lock.release()


def deposit(account, amount):
    with account.locked():
        before = account.balance
        account.balance = before + amount


def main():
    account = Account()
    threads = [threading.Thread(target=deposit, args=(account, n)) for n in (10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return account.balance
