"""Three philosophers who take the left fork first; a waiter lets two of them to the table.

Safe: with one seat empty somebody always has both forks.
"""

import multiprocessing as mp

EXPECTED = [0, 1, 2]


def philosopher(seat, forks, waiter, meals):
    with waiter, forks[seat], forks[(seat + 1) % 3]:
        meals.put(seat)


def main():
    forks, waiter = [mp.Lock() for _ in range(3)], mp.Semaphore(2)
    meals = mp.SimpleQueue()
    table = [mp.Process(target=philosopher, args=(n, forks, waiter, meals)) for n in range(3)]
    for process in table:
        process.start()
    for process in table:
        process.join()
    return sorted(meals.get() for _ in range(3))
