"""Only the writing is locked.

Race: the number to be written was computed from what was read before the lock was taken.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = 3
lock = threading.Lock()
count = 0


def work():
    global count
    new = count + 1
    with lock:
        count = new


def main():
    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return count
