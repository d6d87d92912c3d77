"""A worker sleeps; another waits for it on a Manager's queue."""

import multiprocessing as mp
import time


def work(queue):
    time.sleep(0.8)
    queue.put(1)


def main():
    with mp.Manager() as manager:
        queue = manager.Queue()
        worker = mp.Process(target=work, args=(queue,))
        worker.start()
        queue.get()
        worker.join()
