"""The same circle among processes, with acquire and release."""

from multiprocessing import Lock, Process


def _live(philosopher, forks, meals, think, take, eat):
    left, right = philosopher, (philosopher + 1) % len(forks)
    for _ in range(meals):
        think(philosopher)
        forks[left].acquire()
        take(philosopher, left)
        forks[right].acquire()
        take(philosopher, right)
        eat(philosopher)
        forks[right].release()
        forks[left].release()


def dine(philosophers, meals, think, take, eat):
    forks = [Lock() for _ in range(philosophers)]
    processes = [
        Process(target=_live, args=(number, forks, meals, think, take, eat))
        for number in range(philosophers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
