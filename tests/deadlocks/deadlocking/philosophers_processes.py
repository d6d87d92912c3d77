"""Five philosophers in processes.

Pattern: opposite lock order
"""

import multiprocessing as mp


def dine(left, right, seated):
    left.acquire()
    seated.wait()
    right.acquire()
    right.release()
    left.release()


def main():
    forks = [mp.Lock() for _ in range(5)]
    seated = mp.Barrier(5)
    table = [mp.Process(target=dine, args=(forks[n], forks[(n + 1) % 5], seated)) for n in range(5)]
    for philosopher in table:
        philosopher.start()
    for philosopher in table:
        philosopher.join()
