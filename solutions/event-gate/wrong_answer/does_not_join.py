"""Does not wait for the skiers in the evening."""

import threading


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = threading.Event()
        for number in range(skiers):
            threading.Thread(target=self.ski, args=(number, rides, ride), daemon=True).start()

    def ski(self, number, rides, ride):
        for _ in range(rides):
            self.gate.wait()
            ride(number)

    def open(self):
        self.gate.set()

    def close(self):
        self.gate.clear()

    def join(self):
        self.gate.wait()
