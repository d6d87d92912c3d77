"""A worker that finds the lock taken does something else and comes back.

Safe: it touches the number only when `acquire` has said True, and it tries until then.
"""

import threading
import time

EXPECTED = 2
lock = threading.Lock()
count = 0


def work():
    global count
    while not lock.acquire(blocking=False):
        time.sleep(0.01)
    before = count
    count = before + 1
    lock.release()


def main():
    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return count
