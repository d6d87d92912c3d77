"""An array takes its own lock for each element, and the lock is no RLock.

Pattern: lock not re-entrant
"""

import multiprocessing as mp


def main():
    numbers = mp.Array("i", 3, lock=mp.Lock())
    with numbers.get_lock():
        numbers[0] += 1
