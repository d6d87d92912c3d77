"""Rides inside the turnstile: one skier at a time."""

import threading


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = threading.Event()
        self.turnstile = threading.Lock()
        self.skiers = [
            threading.Thread(target=self.ski, args=(number, rides, ride)) for number in range(skiers)
        ]
        for skier in self.skiers:
            skier.start()

    def ski(self, number, rides, ride):
        for _ in range(rides):
            with self.turnstile:
                self.gate.wait()
                ride(number)

    def open(self):
        self.gate.set()

    def close(self):
        self.gate.clear()

    def join(self):
        for skier in self.skiers:
            skier.join()
