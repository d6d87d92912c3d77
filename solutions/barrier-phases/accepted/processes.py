"""Processes; the last one at the camp counts the stage."""

from multiprocessing import Barrier, Process, Value
from threading import BrokenBarrierError


class Climber(Process):
    def __init__(self, number, stages, step, camp):
        super().__init__(name=f"climber-{number}")
        self.number, self.stages, self.step, self.camp = number, stages, step, camp

    def run(self):
        try:
            for stage in range(self.stages):
                self.step(self.number, stage)
                self.camp.wait()
        except BrokenBarrierError:
            return
        except BaseException:
            self.camp.abort()
            raise


class Counter:
    def __init__(self):
        self.stages = Value("i", 0)

    def __call__(self):
        self.stages.value += 1


def climb(climbers, stages, step):
    count = Counter()
    camp = Barrier(climbers, action=count)
    party = [Climber(number, stages, step, camp) for number in range(climbers)]
    for climber in party:
        climber.start()
    for climber in party:
        climber.join()
    return count.stages.value
