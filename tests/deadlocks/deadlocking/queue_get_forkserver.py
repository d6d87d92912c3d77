"""A forkserver child waits for an item that never comes.

Pattern: more taken than put
"""

import multiprocessing as mp


def take(queue):
    queue.get()


def main():
    context = mp.get_context("forkserver")
    queue = context.Queue()
    child = context.Process(target=take, args=(queue,))
    child.start()
    child.join()
