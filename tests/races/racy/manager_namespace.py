"""The total is an attribute of a manager's Namespace.

Race: `+=` asks the manager for the attribute and then sets it: two messages, not one.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 3


def add(shared, number):
    shared.total += number


def main():
    with mp.Manager() as manager:
        shared = manager.Namespace()
        shared.total = 0
        workers = [mp.Process(target=add, args=(shared, number)) for number in (1, 2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return shared.total
