"""The number of visits is kept in a file that processes rewrite under a file lock.

Safe: `flock` keeps the other process out from the reading to the writing.
"""

import fcntl
import tempfile
from multiprocessing import Process
from pathlib import Path

EXPECTED = "2"


def visit(path):
    with open(path, "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        visits = int(file.read())
        file.seek(0)
        file.write(str(visits + 1))
        file.flush()


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "visits.txt")
        path.write_text("0")
        visitors = [Process(target=visit, args=(path,)) for _ in range(2)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        return path.read_text()
