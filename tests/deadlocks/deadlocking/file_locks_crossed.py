"""Two processes lock two files with flock in opposite order.

Pattern: crossed file locks
"""

import fcntl
import multiprocessing as mp
import tempfile
from pathlib import Path


def lock_both(first, second, ready):
    with open(first, "w") as one, open(second, "w") as two:
        fcntl.flock(one, fcntl.LOCK_EX)
        ready.wait()
        fcntl.flock(two, fcntl.LOCK_EX)


def main():
    with tempfile.TemporaryDirectory() as folder:
        a, b = Path(folder, "a"), Path(folder, "b")
        ready = mp.Barrier(2)
        workers = [mp.Process(target=lock_both, args=(*pair, ready)) for pair in ((a, b), (b, a))]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
