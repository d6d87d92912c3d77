"""No lock at all: right on most days."""

import threading


def count_visitors(doors, admit, load, store):
    def work(door):
        people = admit(door)
        store(load() + people)

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load()
