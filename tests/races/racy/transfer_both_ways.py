"""Two transfers between two accounts, and a log that keeps a balance of its own.

Race: one takes from the account that the other one gives to, each by a name of its own for it.
Needs: bytecodes
Ends as: WA
Told: one update of (source|target).balance was lost
"""

import threading

EXPECTED = 100


class Account:
    def __init__(self, balance):
        self.balance = balance


class Log:
    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 0

    def add(self, amount):
        with self.lock:
            self.balance += amount


def transfer(source, target, amount, log):
    source.balance -= amount
    target.balance += amount
    log.add(amount)


def main():
    left, right, log = Account(50), Account(50), Log()
    transfers = [
        threading.Thread(target=transfer, args=(*accounts, amount, log))
        for accounts, amount in (((left, right), 20), ((right, left), 40))
    ]
    for thread in transfers:
        thread.start()
    for thread in transfers:
        thread.join()
    return left.balance + right.balance
