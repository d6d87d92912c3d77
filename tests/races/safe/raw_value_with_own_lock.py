"""A Value without a lock, and a lock beside it.

Safe: all who touch the number hold the one lock.
"""

from multiprocessing import Lock, Process, RawValue

EXPECTED = 5


def deposit(balance, lock, amount):
    lock.acquire()
    try:
        new = balance.value + amount
        balance.value = new
    finally:
        lock.release()


def main():
    balance, lock = RawValue("i", 0), Lock()
    customers = [Process(target=deposit, args=(balance, lock, n)) for n in (2, 3)]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    return balance.value
