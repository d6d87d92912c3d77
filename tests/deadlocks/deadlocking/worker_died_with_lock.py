"""A worker ends in the middle of its critical section; nobody can ever take the lock again.

Pattern: worker died holding a lock
"""

import multiprocessing as mp
import os


def crash(lock):
    lock.acquire()
    os._exit(1)


def main():
    lock = mp.Lock()
    worker = mp.Process(target=crash, args=(lock,))
    worker.start()
    worker.join()
    with lock:
        pass
