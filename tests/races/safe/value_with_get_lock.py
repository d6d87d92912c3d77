"""Processes raise a Value under its own lock.

Safe: reading and writing are under one taking of the lock.
"""

from multiprocessing import Process, Value

EXPECTED = 3


def work(counter):
    with counter.get_lock():
        counter.value += 1


def main():
    counter = Value("i", 0)
    workers = [Process(target=work, args=(counter,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counter.value
