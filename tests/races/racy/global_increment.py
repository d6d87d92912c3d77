"""Each of two threads counts its visitors with `+= 1`, which looks like one step.

Race: `+= 1` loads, adds and stores; the other thread's store in between is overwritten.
Needs: bytecodes
Ends as: WA
"""

import threading

EXPECTED = 4
visitors = 0


def door():
    global visitors
    for _ in range(2):
        visitors += 1


def main():
    doors = [threading.Thread(target=door) for _ in range(2)]
    for thread in doors:
        thread.start()
    for thread in doors:
        thread.join()
    return visitors
