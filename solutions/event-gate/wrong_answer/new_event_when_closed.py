"""Closes by making a new Event: who waits at the old one waits for ever."""

import threading


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = threading.Event()
        self.skiers = [
            threading.Thread(target=self.ski, args=(number, rides, ride), name=f"skier-{number}")
            for number in range(skiers)
        ]
        for skier in self.skiers:
            skier.start()

    def ski(self, number, rides, ride):
        for _ in range(rides):
            self.gate.wait()
            ride(number)

    def open(self):
        self.gate.set()

    def close(self):
        self.gate = threading.Event()

    def join(self):
        for skier in self.skiers:
            skier.join()
