"""A flag of its own under a Condition, and a pool of threads."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Condition


class Gate:
    def __init__(self):
        self._changed = Condition()
        self._is_open = False

    def turn(self, is_open):
        with self._changed:
            self._is_open = is_open
            self._changed.notify_all()

    def pass_through(self):
        with self._changed:
            self._changed.wait_for(lambda: self._is_open)


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = Gate()
        self.slope = ThreadPoolExecutor(max_workers=skiers)
        self.tours = [self.slope.submit(self.tour, n, rides, ride) for n in range(skiers)]

    def tour(self, number, rides, ride):
        for _ in range(rides):
            self.gate.pass_through()
            ride(number)

    def open(self):
        self.gate.turn(True)

    def close(self):
        self.gate.turn(False)

    def join(self):
        wait(self.tours)
        self.slope.shutdown()
