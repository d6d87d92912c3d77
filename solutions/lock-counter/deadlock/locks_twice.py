"""Takes the same lock again in a helper while it holds it: a Lock is not an RLock."""

import threading

lock = threading.Lock()


def add(people, load, store):
    with lock:
        store(shown(load) + people)


def shown(load):
    with lock:
        return load()


def count_visitors(doors, admit, load, store):
    def work(door):
        add(admit(door), load, store)

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return shown(load)
