"""A pool whose size depends on the machine: not every skier has a worker."""

import threading
from concurrent.futures import ThreadPoolExecutor


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = threading.Event()
        self.slope = ThreadPoolExecutor()
        for number in range(skiers):
            self.slope.submit(self.ski, number, rides, ride)

    def ski(self, number, rides, ride):
        for _ in range(rides):
            self.gate.wait()
            ride(number)

    def open(self):
        self.gate.set()

    def close(self):
        self.gate.clear()

    def join(self):
        self.slope.shutdown()
