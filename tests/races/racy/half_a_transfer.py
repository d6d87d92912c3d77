"""Every balance has its lock, and an auditor adds them up while money moves.

Race: after the withdrawal and before the deposit the money is in neither account.
Needs: primitives
Ends as: WA
Told: saw one half of what
"""

import threading

EXPECTED = 200


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()

    def change(self, amount):
        with self.lock:
            self.balance += amount

    def read(self):
        with self.lock:
            return self.balance


def transfer(source, target, amount):
    source.change(-amount)
    target.change(amount)


def main():
    ada, ben = Account(100), Account(100)
    clerk = threading.Thread(target=transfer, args=(ada, ben, 30))
    clerk.start()
    total = ada.read() + ben.read()
    clerk.join()
    return total
