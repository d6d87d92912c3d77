"""A Manager's lock is taken twice by the same process.

Pattern: lock not re-entrant
"""

import multiprocessing as mp


def main():
    with mp.Manager() as manager:
        lock = manager.Lock()
        with lock, lock:
            pass
