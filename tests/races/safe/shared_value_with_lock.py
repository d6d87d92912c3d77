"""Threads lower a number that the caller owns, under a lock.

Safe: reading and writing are under one taking of the lock.
"""

import threading

SHARED = 7
EXPECTED = None
EXPECTED_SHARED = 5


def book(shared, lock):
    with lock:
        shared.value = shared.value - 1


def main(shared):
    lock = threading.Lock()
    agents = [threading.Thread(target=book, args=(shared, lock)) for _ in range(2)]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join()
