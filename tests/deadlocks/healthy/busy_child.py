"""A child computes while the parent waits for its answer."""

import multiprocessing as mp
import time


def compute(queue):
    end = time.monotonic() + 0.8
    while time.monotonic() < end:
        pass
    queue.put(1)


def main():
    queue = mp.Queue()
    child = mp.Process(target=compute, args=(queue,))
    child.start()
    queue.get()
    child.join()
