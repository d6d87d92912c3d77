"""A lock made of a flag: wait until it is down, then put it up.

Race: two see it down before either has put it up, and both are inside.
Needs: lines
Ends as: WA
"""

import threading
import time

EXPECTED = 2
taken = False
count = 0


def work():
    global taken, count
    while taken:
        time.sleep(0.001)
    taken = True
    before = count
    count = before + 1
    taken = False


def main():
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return count
