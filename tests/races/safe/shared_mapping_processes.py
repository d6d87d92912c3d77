"""Processes transfer money between accounts that the caller owns.

Safe: one lock for all accounts is held for the whole transfer.
"""

import multiprocessing as mp

SHARED = {"ada": 100, "ben": 100, "cem": 100}
EXPECTED = None
EXPECTED_SHARED = {"ada": 90, "ben": 105, "cem": 105}


def transfer(accounts, lock, source, target, amount):
    with lock:
        accounts[source] -= amount
        accounts[target] += amount


def main(accounts):
    lock = mp.Lock()
    clerks = [
        mp.Process(target=transfer, args=(accounts, lock, "ada", "ben", 10)),
        mp.Process(target=transfer, args=(accounts, lock, "ben", "cem", 5)),
    ]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
