"""Looks again and again whether both forks can be had, in place of waiting for them."""

import threading
import time


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]

    def try_both(left, right):
        if not left.acquire(blocking=False):
            return False
        if right.acquire(blocking=False):
            return True
        left.release()
        return False

    def live(philosopher):
        left, right = philosopher, (philosopher + 1) % philosophers
        for _ in range(meals):
            think(philosopher)
            while not try_both(forks[left], forks[right]):
                time.sleep(0.001)
            take(philosopher, left)
            take(philosopher, right)
            eat(philosopher)
            forks[left].release()
            forks[right].release()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
