"""Threads append to a list that the caller owns, without a lock.

Safe: an append is one step, and all append the same.
"""

import threading

SHARED = []
EXPECTED = 3
EXPECTED_SHARED = ["done", "done", "done"]


def work(log):
    log.append("done")


def main(log):
    workers = [threading.Thread(target=work, args=(log,)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return len(log)
