"""Two accounts with a lock each, of the same name in both: each transfer takes its own one first.

Pattern: opposite lock order
"""

import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()

    def transfer(self, other, ready):
        with self.lock:
            ready.wait()
            with other.lock:
                pass


def main():
    first, second = Account(), Account()
    ready = threading.Barrier(2)
    threads = [
        threading.Thread(target=first.transfer, args=(second, ready)),
        threading.Thread(target=second.transfer, args=(first, ready)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
