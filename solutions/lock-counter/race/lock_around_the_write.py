"""Takes the lock for writing only: what is written is old by then."""

import threading


def count_visitors(doors, admit, load, store):
    lock = threading.Lock()

    def work(door):
        people = admit(door)
        number = load()
        with lock:
            store(number + people)

    threads = [threading.Thread(target=work, args=(door,)) for door in range(doors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return load()
