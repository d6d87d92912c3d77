"""Wakes with a Condition those who wait now; nothing remembers for the others that it is open."""

import threading


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = threading.Condition()
        self.skiers = [
            threading.Thread(target=self.ski, args=(number, rides, ride), name=f"skier-{number}")
            for number in range(skiers)
        ]
        for skier in self.skiers:
            skier.start()

    def ski(self, number, rides, ride):
        for _ in range(rides):
            with self.gate:
                self.gate.wait()
            ride(number)

    def open(self):
        with self.gate:
            self.gate.notify_all()

    def close(self):
        pass

    def join(self):
        for skier in self.skiers:
            skier.join()
