"""Adds the groups in the main thread, one door after the other: who is fast waits for the first."""

from concurrent.futures import ThreadPoolExecutor


def count_visitors(doors, admit, load, store):
    with ThreadPoolExecutor(max_workers=doors or 1) as pool:
        for people in pool.map(admit, range(doors)):
            store(load() + people)
    return load()
