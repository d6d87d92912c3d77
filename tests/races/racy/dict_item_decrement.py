"""Two clerks take apples out of one dict, each in a single line.

Race: `-= 1` on an item reads it and stores it; both may read the same number.
Needs: bytecodes
Ends as: WA
"""

import threading

EXPECTED = {"apples": 3, "pears": 5}


def take(stock):
    stock["apples"] -= 1


def main():
    stock = {"apples": 5, "pears": 5}
    clerks = [threading.Thread(target=take, args=(stock,)) for _ in range(2)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return stock
