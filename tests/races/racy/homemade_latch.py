"""Workers count down, and the last one says that all are done.

Race: two read the same `left`; it never comes to 0, and nobody is told.
Needs: lines
Ends as: DL
"""

import threading

EXPECTED = 0


class Latch:
    def __init__(self, count):
        self.left = count
        self.all_done = threading.Event()

    def count_down(self):
        left = self.left - 1
        self.left = left
        if left == 0:
            self.all_done.set()


def main():
    latch = Latch(2)
    for _ in range(2):
        threading.Thread(target=latch.count_down).start()
    latch.all_done.wait()
    return latch.left
