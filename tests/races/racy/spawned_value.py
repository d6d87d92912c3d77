"""Spawned processes raise a Value that they get as an argument.

Race: `+=` takes the Value's lock twice, once to read and once to write.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 2


def work(counter):
    counter.value += 1


def main():
    context = mp.get_context("spawn")
    counter = context.Value("i", 0)
    workers = [context.Process(target=work, args=(counter,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return counter.value
