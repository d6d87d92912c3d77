"""Reads the counter before the group is in, and writes afterwards: two locked steps, not one."""

import threading


def count_visitors(doors, admit, load, store):
    lock = threading.Lock()

    def work(door):
        with lock:
            number = load()
        people = admit(door)
        with lock:
            store(number + people)

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load()
