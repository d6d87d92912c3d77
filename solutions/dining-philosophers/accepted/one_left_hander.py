"""Processes; one philosopher reaches with the other hand first."""

from multiprocessing import Lock, Process


class Philosopher(Process):
    def __init__(self, number, forks, meals, actions):
        super().__init__(name=f"Philosopher-{number}")
        self.number = number
        self.forks = forks
        self.meals = meals
        self.actions = actions

    def run(self):
        think, take, eat = self.actions
        hands = [self.number, (self.number + 1) % len(self.forks)]
        if self.number == 0:
            hands.reverse()
        for _ in range(self.meals):
            think(self.number)
            for fork in hands:
                self.forks[fork].acquire()
                take(self.number, fork)
            eat(self.number)
            for fork in hands:
                self.forks[fork].release()


def dine(philosophers, meals, think, take, eat):
    forks = [Lock() for _ in range(philosophers)]
    table = [
        Philosopher(number, forks, meals, (think, take, eat)) for number in range(philosophers)
    ]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
