"""Five philosophers are locked in a circle while a heartbeat thread goes on for ever.

Pattern: opposite lock order
"""

import threading
import time


def beat():
    while True:
        time.sleep(0.03)


def dine(left, right, seated):
    with left:
        seated.wait()
        with right:
            pass


def main():
    threading.Thread(target=beat, daemon=True).start()
    forks = [threading.Lock() for _ in range(5)]
    seated = threading.Barrier(5)
    table = [
        threading.Thread(target=dine, args=(forks[n], forks[(n + 1) % 5], seated)) for n in range(5)
    ]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
