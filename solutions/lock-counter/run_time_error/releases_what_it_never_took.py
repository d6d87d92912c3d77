"""Releases in `finally`, although the lock was taken somewhere else."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


def count_visitors(doors, admit, load, store):
    lock = Lock()

    def work(door):
        try:
            people = admit(door)
            if people > 0:
                lock.acquire()
                store(load() + people)
        finally:
            lock.release()

    with ThreadPoolExecutor(max_workers=doors or 1) as pool:
        list(pool.map(work, range(doors)))
    return load()
