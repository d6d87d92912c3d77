"""Lays one fork down after the meal and forgets the other."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def live(philosopher):
        first, second = sorted([philosopher, (philosopher + 1) % philosophers])
        for _ in range(meals):
            think(philosopher)
            forks[first].acquire()
            take(philosopher, first)
            forks[second].acquire()
            take(philosopher, second)
            eat(philosopher)
            forks[second].release()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
