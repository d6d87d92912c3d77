"""The parent holds the lock that its pool's tasks need while it waits for them.

Pattern: waits while holding a lock
"""

import multiprocessing as mp

lock = mp.Lock()


def work(item):
    with lock:
        return item


def main():
    with mp.get_context("fork").Pool(2) as pool, lock:
        pool.map(work, range(4))
