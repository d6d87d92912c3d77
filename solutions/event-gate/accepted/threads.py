"""Threads and one Event."""

import threading


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self._gate = threading.Event()
        self._skiers = [
            threading.Thread(target=self._ski, args=(number, rides, ride))
            for number in range(skiers)
        ]
        for skier in self._skiers:
            skier.start()

    def _ski(self, number, rides, ride):
        for _ in range(rides):
            self._gate.wait()
            ride(number)

    def open(self):
        self._gate.set()

    def close(self):
        self._gate.clear()

    def join(self):
        for skier in self._skiers:
            skier.join()
