"""Two transfers in opposite directions, each of which locks the account it takes from first.

Race: each takes its first lock, and then waits for the lock that the other one has.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = {"ada": 95, "ben": 105}


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = threading.Lock()


def transfer(source, target, amount):
    with source.lock, target.lock:
        source.balance -= amount
        target.balance += amount


def main():
    ada, ben = Account(100), Account(100)
    clerks = [
        threading.Thread(target=transfer, args=(ada, ben, 15)),
        threading.Thread(target=transfer, args=(ben, ada, 10)),
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return {"ada": ada.balance, "ben": ben.balance}
