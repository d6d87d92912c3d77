"""A semaphore with two permits is taken for a lock.

Race: two of the three threads hold a permit at once, read the same number and lose an update.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 3
guard = threading.Semaphore(2)
count = 0


def work():
    global count
    with guard:
        now = count
        count = now + 1


def main():
    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return count
