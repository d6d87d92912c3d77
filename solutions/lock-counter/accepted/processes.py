"""Processes that get the one lock as an argument."""

from multiprocessing import Lock, Process


def _work(door, admit, load, store, lock):
    people = admit(door)
    lock.acquire()
    try:
        number = load()
        number += people
        store(number)
    finally:
        lock.release()


def count_visitors(doors, admit, load, store):
    lock = Lock()
    workers = [
        Process(target=_work, args=(door, admit, load, store, lock)) for door in range(doors)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return load()
