"""Has a fork on each side of the row, as if the table were not round."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers + 1)]

    def live(philosopher):
        for _ in range(meals):
            think(philosopher)
            with forks[philosopher]:
                take(philosopher, philosopher)
                with forks[philosopher + 1]:
                    take(philosopher, (philosopher + 1) % philosophers)
                    eat(philosopher)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
