"""Adds all groups up in the main thread when the last one is in: the counter is always late."""

from concurrent.futures import ThreadPoolExecutor


def count_visitors(doors, admit, load, store):
    with ThreadPoolExecutor(max_workers=doors or 1) as pool:
        people = sum(pool.map(admit, range(doors)))
    store(load() + people)
    return load()
