"""An account whose methods change an attribute without a lock.

Race: `self.balance += amount` reads and stores; the deposit stored in between is lost.
Needs: bytecodes
Ends as: WA
"""

import threading

EXPECTED = 130


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount


def main():
    account = Account(100)
    customers = [threading.Thread(target=account.deposit, args=(n,)) for n in (10, 20)]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    return account.balance
