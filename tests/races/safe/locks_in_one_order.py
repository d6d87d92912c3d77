"""Transfers in opposite directions that lock the accounts by their number.

Safe: everybody takes the lower number first, so nobody holds what the other needs first.
"""

import threading

EXPECTED = [95, 105]


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.number)
    with first.lock, second.lock:
        source.balance -= amount
        target.balance += amount


def main():
    ada, ben = Account(1, 100), Account(2, 100)
    clerks = [
        threading.Thread(target=transfer, args=(ada, ben, 15)),
        threading.Thread(target=transfer, args=(ben, ada, 10)),
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return [ada.balance, ben.balance]
