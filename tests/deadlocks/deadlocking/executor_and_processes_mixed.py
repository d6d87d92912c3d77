"""A thread pool's tasks wait for processes that wait for a queue the pool should fill."""

import multiprocessing as mp
from concurrent.futures import ThreadPoolExecutor


def take(queue):
    queue.get()


def run(queue):
    child = mp.get_context("spawn").Process(target=take, args=(queue,))
    child.start()
    child.join()


def main():
    queue = mp.get_context("spawn").Queue()
    with ThreadPoolExecutor(2) as executor:
        list(executor.map(run, [queue, queue]))
    queue.put(1)
