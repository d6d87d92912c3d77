"""The parent waits a while for two workers that deadlock, and then terminates them."""

import multiprocessing as mp


def transfer(first, second, ready):
    with first:
        ready.wait()
        with second:
            pass


def main():
    left, right, ready = mp.Lock(), mp.Lock(), mp.Barrier(2)
    workers = [
        mp.Process(target=transfer, args=args)
        for args in ((left, right, ready), (right, left, ready))
    ]
    for worker in workers:
        worker.start()
    workers[0].join(0.8)
    for worker in workers:
        worker.terminate()
        worker.join()
