"""Workers count down under a lock, and the last one says that all are done.

Safe: exactly one of them sees 0.
"""

import threading

EXPECTED = 0


class Latch:
    def __init__(self, count):
        self.left = count
        self.lock = threading.Lock()
        self.all_done = threading.Event()

    def count_down(self):
        with self.lock:
            self.left -= 1
            last = self.left == 0
        if last:
            self.all_done.set()


def main():
    latch = Latch(2)
    threads = [threading.Thread(target=latch.count_down) for _ in range(2)]
    for thread in threads:
        thread.start()
    latch.all_done.wait()
    for thread in threads:
        thread.join()
    return latch.left
