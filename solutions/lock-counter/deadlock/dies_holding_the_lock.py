"""Ends a worker in the middle of the block: `os._exit` runs nothing, and the lock stays taken."""

import os
from multiprocessing import Lock, Process


def work(door, admit, load, store, lock):
    people = admit(door)
    lock.acquire()
    number = load()
    if people == 0:
        os._exit(0)
    store(number + people)
    lock.release()


def count_visitors(doors, admit, load, store):
    lock = Lock()
    workers = [
        Process(target=work, args=(door, admit, load, store, lock), name=f"door-{door}")
        for door in range(doors)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return load()
