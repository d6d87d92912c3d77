"""A barrier for four, and three come.

Pattern: barrier of the wrong size
"""

import multiprocessing as mp


def meet(barrier):
    barrier.wait()


def main():
    barrier = mp.Barrier(4)
    workers = [mp.Process(target=meet, args=(barrier,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
