"""One of them always has to stand: with a seat less than philosophers somebody has two forks."""

import multiprocessing as mp


def _live(philosopher, forks, seats, meals, think, take, eat):
    left, right = philosopher, (philosopher + 1) % len(forks)
    for _ in range(meals):
        think(philosopher)
        with seats, forks[left]:
            take(philosopher, left)
            with forks[right]:
                take(philosopher, right)
                eat(philosopher)


def dine(philosophers, meals, think, take, eat):
    forks = [mp.Semaphore(1) for _ in range(philosophers)]
    seats = mp.BoundedSemaphore(philosophers - 1)
    processes = [
        mp.Process(target=_live, args=(number, forks, seats, meals, think, take, eat))
        for number in range(philosophers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
