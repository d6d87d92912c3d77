"""A process empties a queue that was filled before it started, and stops when it is empty.

Race: `put` hands the item to a feeder thread; until that has written it, `empty()` is True.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 2


def work(tasks, done):
    while not tasks.empty():
        done.value += tasks.get()


def main():
    tasks, done = mp.Queue(), mp.Value("i", 0)
    tasks.put(1)
    tasks.put(1)
    worker = mp.Process(target=work, args=(tasks, done))
    worker.start()
    worker.join()
    return done.value
