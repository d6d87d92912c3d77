"""The main thread spins until a worker has put up a flag.

Safe: bad manners, but right: the flag goes up after the number, and every thread gets its turn.
"""

import threading

EXPECTED = 42
ready = False
number = 0


def work():
    global ready, number
    number = 42
    ready = True


def main():
    worker = threading.Thread(target=work)
    worker.start()
    while not ready:
        pass
    seen = number
    worker.join()
    return seen
