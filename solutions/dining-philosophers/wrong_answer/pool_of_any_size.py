"""A pool whose size depends on the machine: who finds no place in it does not even think."""

import threading
from concurrent.futures import ThreadPoolExecutor


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def live(philosopher):
        first, second = sorted([philosopher, (philosopher + 1) % philosophers])
        for _ in range(meals):
            think(philosopher)
            with forks[first]:
                take(philosopher, first)
                with forks[second]:
                    take(philosopher, second)
                    eat(philosopher)

    with ThreadPoolExecutor() as pool:
        list(pool.map(live, range(philosophers)))
