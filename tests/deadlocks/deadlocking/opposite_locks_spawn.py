"""The opposite lock order again, in spawned processes.

Pattern: opposite lock order
"""

import multiprocessing as mp


def transfer(first, second, ready):
    with first:
        ready.wait()
        with second:
            pass


def main():
    context = mp.get_context("spawn")
    left, right, ready = context.Lock(), context.Lock(), context.Barrier(2)
    tasks = [
        context.Process(target=transfer, args=args)
        for args in ((left, right, ready), (right, left, ready))
    ]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
