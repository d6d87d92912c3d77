"""Two processes take two locks in opposite order.

Pattern: opposite lock order
"""

import multiprocessing as mp


def transfer(first, second, ready):
    with first:
        ready.wait()
        with second:
            pass


def main():
    left, right = mp.Lock(), mp.Lock()
    ready = mp.Barrier(2)
    one = mp.Process(target=transfer, args=(left, right, ready))
    two = mp.Process(target=transfer, args=(right, left, ready))
    one.start()
    two.start()
    one.join()
    two.join()
