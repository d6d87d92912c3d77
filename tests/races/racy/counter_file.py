"""The number of visits is kept in a file that two processes read and rewrite.

Race: both read the old number before either has written the new one.
Needs: lines
Ends as: WA
"""

import tempfile
from multiprocessing import Process
from pathlib import Path

EXPECTED = "2"


def visit(file):
    visits = int(file.read_text() or "0")
    file.write_text(str(visits + 1))


def main():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "visits.txt")
        file.write_text("0")
        visitors = [Process(target=visit, args=(file,)) for _ in range(2)]
        for visitor in visitors:
            visitor.start()
        for visitor in visitors:
            visitor.join()
        return file.read_text()
