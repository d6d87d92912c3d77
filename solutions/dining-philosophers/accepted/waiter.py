"""A waiter, who is a condition: both forks are taken at once, when both lie on the table."""

import threading
from concurrent.futures import ThreadPoolExecutor


class Table:
    def __init__(self, forks):
        self._lies = [True] * forks
        self._changed = threading.Condition()

    def take(self, *forks):
        with self._changed:
            self._changed.wait_for(lambda: all(self._lies[fork] for fork in forks))
            for fork in forks:
                self._lies[fork] = False

    def lay_down(self, *forks):
        with self._changed:
            for fork in forks:
                self._lies[fork] = True
            self._changed.notify_all()


def dine(philosophers, meals, think, take, eat):
    table = Table(philosophers)

    def live(philosopher):
        left, right = philosopher, (philosopher + 1) % philosophers
        for _ in range(meals):
            think(philosopher)
            table.take(left, right)
            take(philosopher, left)
            take(philosopher, right)
            eat(philosopher)
            table.lay_down(left, right)

    with ThreadPoolExecutor(philosophers) as pool:
        for done in [pool.submit(live, philosopher) for philosopher in range(philosophers)]:
            done.result()
