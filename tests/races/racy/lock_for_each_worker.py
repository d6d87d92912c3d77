"""Every worker makes a lock of its own and takes it with great care.

Race: the locks are two different ones, so both threads are between reading and writing.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 2


class Counter:
    def __init__(self):
        self.number = 0


def work(counter):
    lock = threading.Lock()
    with lock:
        number = counter.number
        counter.number = number + 1


def main():
    counter = Counter()
    workers = [threading.Thread(target=work, args=(counter,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counter.number
