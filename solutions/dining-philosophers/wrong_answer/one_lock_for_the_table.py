"""Only one philosopher at a time may touch forks: nobody is stuck, but nobody eats beside him."""

import threading


def dine(philosophers, meals, think, take, eat):
    table = threading.Lock()

    def live(philosopher):
        for _ in range(meals):
            think(philosopher)
            with table:
                take(philosopher, philosopher)
                take(philosopher, (philosopher + 1) % philosophers)
                eat(philosopher)

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
