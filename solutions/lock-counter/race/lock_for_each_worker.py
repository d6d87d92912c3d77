"""Makes the lock inside the worker: everybody has one, nobody shares it."""

from multiprocessing import Lock, Process


def _work(door, admit, load, store):
    lock = Lock()
    people = admit(door)
    with lock:
        store(load() + people)


def count_visitors(doors, admit, load, store):
    workers = [Process(target=_work, args=(door, admit, load, store)) for door in range(doors)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return load()
