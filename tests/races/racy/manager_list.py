"""Two processes take boxes from a shelf that is a manager's list.

Race: `shelf[0]` is read and then stored; a box that was taken in between comes back.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = [7, 10]


def take(shelf, boxes):
    shelf[0] = shelf[0] - boxes


def main():
    with mp.Manager() as manager:
        shelf = manager.list([10, 10])
        workers = [mp.Process(target=take, args=(shelf, boxes)) for boxes in (1, 2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        return list(shelf)
