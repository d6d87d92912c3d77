"""`get_lock()` is used, but only where the number is written.

Race: the read before it takes the lock for itself alone; another process may write after it.
Needs: primitives
Ends as: WA
"""

from multiprocessing import Process, Value

EXPECTED = 5


def deposit(balance, amount):
    new = balance.value + amount
    with balance.get_lock():
        balance.value = new


def main():
    balance = Value("i", 0)
    customers = [Process(target=deposit, args=(balance, amount)) for amount in (2, 3)]
    for customer in customers:
        customer.start()
    for customer in customers:
        customer.join()
    return balance.value
