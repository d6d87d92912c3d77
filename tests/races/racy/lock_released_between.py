"""Checked under the lock, and sold under the lock, but not under one and the same taking of it.

Race: between the two `with` blocks another clerk sells the seat that was just seen to be free.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = 1
lock = threading.Lock()
seats = ["A1"]
sold = []


def sell(name):
    with lock:
        free = bool(seats)
    if free:
        with lock:
            seats.clear()
            sold.append(name)


def main():
    clerks = [threading.Thread(target=sell, args=(name,)) for name in ("Ada", "Ben")]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()
    return len(sold)
