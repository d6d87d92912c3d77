"""A reader that finds something to repair becomes the writer, when the other readers have gone.

Race: two readers wait at the same time to be the only one left.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = ["repaired", "fine"]


class Book:
    def __init__(self):
        self.changed = threading.Condition()
        self.readers = 0
        self.torn = True

    def read(self):
        with self.changed:
            self.readers += 1
        if self.torn:
            self.repair()
            said = "repaired"
        else:
            said = "fine"
        with self.changed:
            self.readers -= 1
            self.changed.notify_all()
        return said

    def repair(self):
        with self.changed:
            self.changed.wait_for(lambda: self.readers == 1)
            self.torn = False


def main():
    book, said = Book(), []
    threads = [threading.Thread(target=lambda: said.append(book.read())) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(said, reverse=True)
