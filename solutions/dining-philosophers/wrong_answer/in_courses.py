"""All eat their first meal before anybody eats his second: a thinker holds up the table."""

import threading


def dine(philosophers, meals, think, take, eat):
    forks = [threading.Lock() for _ in range(philosophers)]
    course = threading.Barrier(philosophers)

    def live(philosopher):
        first, second = sorted([philosopher, (philosopher + 1) % philosophers])
        for _ in range(meals):
            think(philosopher)
            with forks[first]:
                take(philosopher, first)
                with forks[second]:
                    take(philosopher, second)
                    eat(philosopher)
            course.wait()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(philosophers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
