"""Waits for forks with the waiter at his side, who has no time for anybody else."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]
    waiter = threading.Lock()

    def live(philosopher):
        left, right = philosopher, (philosopher + 1) % philosophers
        for _ in range(meals):
            think(philosopher)
            with waiter:
                forks[left].acquire()
                take(philosopher, left)
                forks[right].acquire()
                take(philosopher, right)
            eat(philosopher)
            forks[left].release()
            forks[right].release()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
