"""One place for a plate, one condition for cooks and guests, and one `notify` for whoever it is.

Race: a guest that takes the plate wakes another guest in place of the cook; all sleep on.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = ["fish", "soup"]


class Counter:
    def __init__(self):
        self.plate = None
        self.changed = threading.Condition()

    def put(self, plate):
        with self.changed:
            while self.plate is not None:
                self.changed.wait()
            self.plate = plate
            self.changed.notify()

    def take(self):
        with self.changed:
            while self.plate is None:
                self.changed.wait()
            plate, self.plate = self.plate, None
            self.changed.notify()
            return plate


def main():
    counter, eaten = Counter(), []
    guests = [
        threading.Thread(target=lambda: eaten.append(counter.take()), name=f"Guest-{n}")
        for n in range(2)
    ]
    cooks = [
        threading.Thread(target=counter.put, args=(plate,), name=f"Cook-{plate}")
        for plate in ("soup", "fish")
    ]
    for thread in guests + cooks:
        thread.start()
    for thread in guests + cooks:
        thread.join()
    return sorted(eaten)
