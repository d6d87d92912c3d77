"""Looks again and again whether the gate is open."""

import threading
import time


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.is_open = False
        self.skiers = [
            threading.Thread(target=self.ski, args=(number, rides, ride)) for number in range(skiers)
        ]
        for skier in self.skiers:
            skier.start()

    def ski(self, number, rides, ride):
        for _ in range(rides):
            while not self.is_open:
                time.sleep(0.01)
            ride(number)

    def open(self):
        self.is_open = True

    def close(self):
        self.is_open = False

    def join(self):
        for skier in self.skiers:
            skier.join()
