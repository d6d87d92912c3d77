"""A barrier that counts the main thread, which never comes.

Pattern: barrier of the wrong size
"""

import threading


def main():
    barrier = threading.Barrier(3)
    workers = [threading.Thread(target=barrier.wait) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
