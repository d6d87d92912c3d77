"""Cooks and guests share one condition.

Safe: `notify_all` wakes both kinds, and each looks again before it goes on.
"""

import threading

EXPECTED = ["fish", "soup"]


class Counter:
    def __init__(self):
        self.plate = None
        self.changed = threading.Condition()

    def put(self, plate):
        with self.changed:
            self.changed.wait_for(lambda: self.plate is None)
            self.plate = plate
            self.changed.notify_all()

    def take(self):
        with self.changed:
            self.changed.wait_for(lambda: self.plate is not None)
            plate, self.plate = self.plate, None
            self.changed.notify_all()
            return plate


def main():
    counter, eaten = Counter(), []
    guests = [threading.Thread(target=lambda: eaten.append(counter.take())) for _ in range(2)]
    cooks = [threading.Thread(target=counter.put, args=(plate,)) for plate in ("soup", "fish")]
    for thread in guests + cooks:
        thread.start()
    for thread in guests + cooks:
        thread.join()
    return sorted(eaten)
