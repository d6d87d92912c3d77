"""Everybody takes the left fork first, and tells of both only when he has them."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def live(philosopher):
        left, right = philosopher, (philosopher + 1) % philosophers
        for _ in range(meals):
            think(philosopher)
            with forks[left], forks[right]:
                take(philosopher, left)
                take(philosopher, right)
                eat(philosopher)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
