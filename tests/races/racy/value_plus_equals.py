"""Two processes do `counter.value += 1`; the Value has a lock, so it must be safe.

Race: reading takes and releases the lock, writing does so again; the other one comes in between.
Needs: primitives
Ends as: WA
"""

from multiprocessing import Process, Value

EXPECTED = 2


def work(counter):
    counter.value += 1


def main():
    counter = Value("i", 0)
    workers = [Process(target=work, args=(counter,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counter.value
