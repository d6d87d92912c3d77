"""Deposits take one lock and withdrawals another one.

Race: a deposit and a withdrawal read the same balance; the one that writes first is lost.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 90


class Account:
    def __init__(self):
        self.balance = 100
        self.deposit_lock = threading.Lock()
        self.withdraw_lock = threading.Lock()

    def deposit(self, amount):
        with self.deposit_lock:
            new = self.balance + amount
            self.balance = new

    def withdraw(self, amount):
        with self.withdraw_lock:
            new = self.balance - amount
            self.balance = new


def main():
    account = Account()
    threads = [
        threading.Thread(target=account.deposit, args=(20,)),
        threading.Thread(target=account.withdraw, args=(30,)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return account.balance
