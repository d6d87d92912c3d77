"""Processes of a fork server put their numbers into a queue.

Safe: all are taken before the joins, and their order does not matter.
"""

import multiprocessing as mp

EXPECTED = [1, 4]


def square(number, results):
    results.put(number * number)


def main():
    context = mp.get_context("forkserver")
    results = context.Queue()
    workers = [context.Process(target=square, args=(n, results)) for n in (1, 2)]
    for worker in workers:
        worker.start()
    squares = sorted(results.get() for _ in workers)
    for worker in workers:
        worker.join()
    return squares
