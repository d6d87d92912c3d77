"""Looks without the lock: the gate may open between the look and the wait."""

import threading


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.is_open = False
        self.changed = threading.Condition()
        self.skiers = [
            threading.Thread(target=self.ski, args=(number, rides, ride), name=f"skier-{number}")
            for number in range(skiers)
        ]
        for skier in self.skiers:
            skier.start()

    def ski(self, number, rides, ride):
        for _ in range(rides):
            if not self.is_open:
                with self.changed:
                    self.changed.wait()
            ride(number)

    def open(self):
        with self.changed:
            self.is_open = True
            self.changed.notify_all()

    def close(self):
        self.is_open = False

    def join(self):
        for skier in self.skiers:
            skier.join()
