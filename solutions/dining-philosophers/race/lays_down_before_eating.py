"""Lays the forks down as soon as both were taken: the meal has no forks."""

import threading


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

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
