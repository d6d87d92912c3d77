"""Two transfers between three accounts, without a lock.

Race: both change ben's balance; the one that read it first and writes it last undoes the other.
Needs: primitives
Ends as: WA
"""

import threading

SHARED = {"ada": 100, "ben": 100, "cem": 100}
EXPECTED = None
EXPECTED_SHARED = {"ada": 90, "ben": 105, "cem": 105}


def transfer(accounts, source, target, amount):
    accounts[source] -= amount
    accounts[target] += amount


def main(accounts):
    clerks = [
        threading.Thread(target=transfer, args=(accounts, "ada", "ben", 10)),
        threading.Thread(target=transfer, args=(accounts, "ben", "cem", 5)),
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
