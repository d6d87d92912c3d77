"""Processes that share an Event of multiprocessing."""

from multiprocessing import Event, Process


def _ski(number, rides, ride, gate):
    for _ in range(rides):
        gate.wait()
        ride(number)


class SkiLift:
    def __init__(self, skiers, rides, ride):
        self.gate = Event()
        self.workers = []
        for number in range(skiers):
            worker = Process(target=_ski, args=(number, rides, ride, self.gate))
            worker.start()
            self.workers.append(worker)

    def open(self):
        self.gate.set()

    def close(self):
        self.gate.clear()

    def join(self):
        while self.workers:
            self.workers.pop().join()
