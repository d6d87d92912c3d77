"""Three philosophers at a round table; each takes the left fork and then the right one.

Race: when all have the left fork, all wait for the right one.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = 3


def eat(left, right, meals):
    left.acquire()
    right.acquire()
    meals.append("meal")
    right.release()
    left.release()


def main():
    forks = [threading.Lock() for _ in range(3)]
    meals = []
    table = [
        threading.Thread(target=eat, args=(forks[seat], forks[(seat + 1) % 3], meals))
        for seat in range(3)
    ]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
    return len(meals)
