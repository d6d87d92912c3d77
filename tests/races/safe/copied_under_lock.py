"""The main thread adds up prices while a worker enters new ones.

Safe: it loops over a copy, which it makes under the lock under which the worker writes.
"""

import threading

EXPECTED = True


def enter(prices, lock):
    for name, price in (("pear", 3), ("fig", 4)):
        with lock:
            prices[name] = price


def main():
    prices, lock = {"apple": 1, "plum": 2}, threading.Lock()
    clerk = threading.Thread(target=enter, args=(prices, lock))
    clerk.start()
    with lock:
        copy = dict(prices)
    total = 0
    for price in copy.values():
        total += price
    clerk.join()
    return total in (3, 6, 10)
