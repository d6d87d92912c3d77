"""Threads and one lock from load to store."""

import threading


def count_visitors(doors, admit, load, store):
    lock = threading.Lock()

    def work(door):
        people = admit(door)
        with lock:
            store(load() + people)

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load()
