"""Gives the lock back on one way out only: a worker with an empty group keeps it."""

import threading


def count_visitors(doors, admit, load, store):
    lock = threading.Lock()

    def work(door):
        people = admit(door)
        lock.acquire()
        number = load()
        store(number + people)
        if people == 0:
            return
        lock.release()

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load()
