"""Three philosophers again, each of them a process.

Race: all have taken the left fork before any has taken the right one.
Needs: primitives
Ends as: DL
"""

import multiprocessing as mp

EXPECTED = [0, 1, 2]


def philosopher(seat, forks, meals):
    with forks[seat], forks[(seat + 1) % len(forks)]:
        meals.put(seat)


def main():
    forks = [mp.Lock() for _ in range(3)]
    meals = mp.SimpleQueue()
    table = [mp.Process(target=philosopher, args=(seat, forks, meals)) for seat in range(3)]
    for process in table:
        process.start()
    for process in table:
        process.join()
    return sorted(meals.get() for _ in range(3))
