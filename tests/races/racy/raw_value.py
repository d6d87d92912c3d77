"""A Value without any lock, raised by two processes.

Race: `value += 1` reads shared memory and writes it; nothing keeps the other process out.
Needs: bytecodes
Ends as: WA
"""

from multiprocessing import Process
from multiprocessing.sharedctypes import RawValue

EXPECTED = 2


def work(counter):
    counter.value += 1


def main():
    counter = RawValue("i", 0)
    workers = [Process(target=work, args=(counter,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counter.value
