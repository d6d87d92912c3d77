"""Shares a lock of `threading` between processes: each has a copy, which locks nobody out."""

import threading
from multiprocessing import get_context

lock = threading.Lock()


def _work(door, admit, load, store):
    people = admit(door)
    with lock:
        store(load() + people)


def count_visitors(doors, admit, load, store):
    process = get_context("fork").Process
    workers = [process(target=_work, args=(door, admit, load, store)) for door in range(doors)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return load()
