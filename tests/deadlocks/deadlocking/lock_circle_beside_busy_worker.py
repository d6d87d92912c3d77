"""Two of three workers are locked in a circle while the third still computes.

Pattern: opposite lock order
"""

import multiprocessing as mp


def transfer(first, second, ready):
    with first:
        ready.wait()
        with second:
            pass


def compute():
    while True:
        pass


def main():
    left, right, ready = mp.Lock(), mp.Lock(), mp.Barrier(2)
    workers = [
        mp.Process(target=transfer, args=(left, right, ready)),
        mp.Process(target=transfer, args=(right, left, ready)),
        mp.Process(target=compute, daemon=True),
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
