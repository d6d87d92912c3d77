"""Everybody takes the left fork first: the circle of the story."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def live(philosopher):
        left, right = philosopher, (philosopher + 1) % philosophers
        for _ in range(meals):
            think(philosopher)
            with forks[left]:
                take(philosopher, left)
                with forks[right]:
                    take(philosopher, right)
                    eat(philosopher)

    threads = [
        threading.Thread(target=live, args=(number,), name=f"Philosopher-{number}")
        for number in range(philosophers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
