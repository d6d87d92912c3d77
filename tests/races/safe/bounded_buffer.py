"""A buffer for one item, with a condition for each kind of waiter.

Safe: both wait in a `while`, and each wakes the other kind: nobody sleeps while there is work.
"""

import threading

EXPECTED = ["a", "b", "c"]


class Buffer:
    def __init__(self):
        self.items = []
        lock = threading.Lock()
        self.filled = threading.Condition(lock)
        self.emptied = threading.Condition(lock)

    def put(self, item):
        with self.emptied:
            while self.items:
                self.emptied.wait()
            self.items.append(item)
            self.filled.notify()

    def get(self):
        with self.filled:
            while not self.items:
                self.filled.wait()
            item = self.items.pop()
            self.emptied.notify()
            return item


def main():
    buffer, taken = Buffer(), []
    consumers = [
        threading.Thread(target=lambda: taken.append(buffer.get()), name=f"Consumer-{n}")
        for n in range(3)
    ]
    producers = [threading.Thread(target=buffer.put, args=(item,)) for item in "abc"]
    for thread in consumers + producers:
        thread.start()
    for thread in consumers + producers:
        thread.join()
    return sorted(taken)
