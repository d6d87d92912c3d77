"""The lock is taken in one function, and the number is changed in another one.

Safe: `change` runs only while its caller holds the lock, although it shows no lock itself.
"""

import threading

EXPECTED = 4
lock = threading.Lock()
count = 0


def change():
    global count
    before = count
    count = before + 1


def work():
    for _ in range(2):
        with lock:
            change()


def main():
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return count
