"""Two threads wait for a condition, one notify comes.

Pattern: lost wake-up
"""

import threading

turn = threading.Condition()
waiting = threading.Barrier(3)


def wait():
    with turn:
        waiting.wait()
        turn.wait()


def wait_late():
    waiting.wait()
    with turn:
        turn.wait()


def main():
    threads = [threading.Thread(target=wait), threading.Thread(target=wait_late)]
    for thread in threads:
        thread.start()
    waiting.wait()
    with turn:
        turn.notify()
    for thread in threads:
        thread.join()
