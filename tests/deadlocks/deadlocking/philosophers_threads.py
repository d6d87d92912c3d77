"""Five philosophers, each with the left fork in hand.

Pattern: opposite lock order
"""

import threading


def dine(left, right, seated):
    with left:
        seated.wait()
        with right:
            pass


def main():
    forks = [threading.Lock() for _ in range(5)]
    seated = threading.Barrier(5)
    table = [
        threading.Thread(
            target=dine, args=(forks[n], forks[(n + 1) % 5], seated), name=f"Philosopher-{n}"
        )
        for n in range(5)
    ]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
