"""A method that holds the account's lock calls another one that takes it, too.

Safe: an RLock lets its holder in again, and it is free only after the outer `with`.
"""

import threading

EXPECTED = (70, ["out 10", "out 20"])


class Account:
    def __init__(self):
        self.balance = 100
        self.lines = []
        self.lock = threading.RLock()

    def note(self, line):
        with self.lock:
            self.lines.append(line)

    def withdraw(self, amount):
        with self.lock:
            before = self.balance
            self.note(f"out {amount}")
            self.balance = before - amount


def main():
    account = Account()
    threads = [threading.Thread(target=account.withdraw, args=(n,)) for n in (10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return account.balance, sorted(account.lines)
