"""The main thread adds up a dict while a worker enters new prices.

Race: a key comes in between two rounds of the loop: RuntimeError, dictionary changed size.
Needs: lines
Ends as: RTE
"""

import threading

EXPECTED = True


def enter(prices):
    prices["pear"] = 3


def add_up(prices):
    total = 0
    for name in prices:
        total += prices[name]
    return total


def main():
    prices = {"apple": 1, "plum": 2}
    clerk = threading.Thread(target=enter, args=(prices,))
    clerk.start()
    total = add_up(prices)
    clerk.join()
    return total in (3, 6)
