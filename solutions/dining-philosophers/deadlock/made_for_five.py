"""Lets the last one reach with the other hand, but knows only the table for five."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def live(philosopher):
        first, second = philosopher, (philosopher + 1) % philosophers
        if philosopher == 4:
            first, second = second, first
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
