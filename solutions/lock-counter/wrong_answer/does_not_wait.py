"""Returns without waiting for the workers."""

import threading


def count_visitors(doors, admit, load, store):
    lock = threading.Lock()

    def work(door):
        people = admit(door)
        with lock:
            store(load() + people)

    for door in range(doors):
        threading.Thread(target=work, args=(door,), daemon=True).start()
    return load()
