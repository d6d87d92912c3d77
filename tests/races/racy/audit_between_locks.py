"""An audit reads two accounts, each under its own lock; transfers hold both locks.

Race: a transfer falls between the two readings, and its amount is counted twice.
Needs: primitives
Ends as: WA
Told: saw one half of what
"""

import threading


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


class Bank:
    def __init__(self):
        self.a = Account(100)
        self.b = Account(100)

    def transfer(self, amount):
        with self.a.lock, self.b.lock:
            self.a.balance -= amount
            self.b.balance += amount

    def audit(self):
        with self.a.lock:
            total = self.a.balance
        with self.b.lock:
            total += self.b.balance
        return total


def main():
    bank, seen = Bank(), []
    threads = [
        threading.Thread(target=bank.transfer, args=(30,)),
        threading.Thread(target=lambda: seen.append(bank.audit())),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen[0]


EXPECTED = 200
