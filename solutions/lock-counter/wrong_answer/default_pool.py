"""Leaves the size of the pool to Python, which knows the processors and not the doors."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock


def count_visitors(doors, admit, load, store):
    lock = Lock()

    def work(door):
        people = admit(door)
        with lock:
            store(load() + people)

    with ThreadPoolExecutor() as pool:
        list(pool.map(work, range(doors)))
    return load()
