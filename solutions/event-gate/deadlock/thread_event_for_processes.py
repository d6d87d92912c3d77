"""Shares an Event of `threading` between processes: each has a copy, which nobody sets."""

import threading
from multiprocessing import get_context

Process = get_context("fork").Process


def ski(number, rides, ride, gate):
    for _ in range(rides):
        gate.wait()
        ride(number)


class SkiLift:
    def __init__(self, skiers, rides, ride):
        gate = threading.Event()
        self.gate = gate
        self.skiers = [
            Process(target=ski, args=(number, rides, ride, gate), name=f"skier-{number}")
            for number in range(skiers)
        ]
        for skier in self.skiers:
            skier.start()

    def open(self):
        self.gate.set()

    def close(self):
        self.gate.clear()

    def join(self):
        for skier in self.skiers:
            skier.join()
