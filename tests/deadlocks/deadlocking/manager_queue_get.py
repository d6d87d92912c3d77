"""Workers wait on a Manager's queue that stays empty.

Pattern: more taken than put
"""

import multiprocessing as mp


def take(queue):
    queue.get()


def main():
    with mp.Manager() as manager:
        queue = manager.Queue()
        workers = [mp.Process(target=take, args=(queue,)) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
