"""Joins each worker right after its start: nothing is lost, nothing is concurrent."""

import threading


def count_visitors(doors, admit, load, store):
    def work(door):
        people = admit(door)
        store(load() + people)

    for door in range(doors):
        thread = threading.Thread(target=work, args=(door,))
        thread.start()
        thread.join()
    return load()
