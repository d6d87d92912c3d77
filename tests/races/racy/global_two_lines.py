"""Two cashiers add to one global total, in two steps.

Race: both read `total` before either has written it back; one sale is lost.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 30
total = 0


def sell(amount):
    global total
    before = total
    total = before + amount


def main():
    cashiers = [threading.Thread(target=sell, args=(amount,)) for amount in (10, 20)]
    for cashier in cashiers:
        cashier.start()
    for cashier in cashiers:
        cashier.join()
    return total
