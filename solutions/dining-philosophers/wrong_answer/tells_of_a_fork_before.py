"""Calls `take` before the fork is had: it may still be in a neighbour's hand."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def live(philosopher):
        first, second = sorted([philosopher, (philosopher + 1) % philosophers])
        for _ in range(meals):
            think(philosopher)
            take(philosopher, first)
            with forks[first]:
                take(philosopher, second)
                with forks[second]:
                    eat(philosopher)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
