"""Whoever comes to the counter first makes the lock: two may both be the first."""

import threading


def count_visitors(doors, admit, load, store):
    lock = None

    def work(door):
        nonlocal lock
        people = admit(door)
        if lock is None:
            lock = threading.Lock()
        with lock:
            store(load() + people)

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load()
