"""Two withdrawals, for one of which there is money.

Race: both check the balance before either has lowered it.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = (20, 1)


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.paid = []

    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance -= amount
            self.paid.append(amount)


def main():
    account = Account(100)
    owners = [threading.Thread(target=account.withdraw, args=(80,)) for _ in range(2)]
    for owner in owners:
        owner.start()
    for owner in owners:
        owner.join()
    return account.balance, len(account.paid)
