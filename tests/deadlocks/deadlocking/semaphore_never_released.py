"""Three take a semaphore of two and keep it.

Pattern: acquire without release on an error path
"""

import multiprocessing as mp


def work(slots):
    slots.acquire()


def main():
    slots = mp.Semaphore(2)
    workers = [mp.Process(target=work, args=(slots,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
