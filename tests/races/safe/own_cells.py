"""Processes write to one shared array without a lock.

Safe: each has a cell of its own.
"""

import multiprocessing as mp

EXPECTED = [0, 2, 4]


def work(cells, mine):
    cells[mine] = mine
    cells[mine] += mine


def main():
    cells = mp.Array("i", 3, lock=False)
    workers = [mp.Process(target=work, args=(cells, n)) for n in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return list(cells)
