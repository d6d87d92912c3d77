"""Only the callbacks of a pool change the total.

Safe: they all run in the pool's one result thread, and `join` waits for the last of them.
"""

import multiprocessing as mp

EXPECTED = 111
total = 0


def weigh(parcel):
    return 10**parcel


def add(weight):
    global total
    before = total
    total = before + weight


def main():
    pool = mp.Pool(2)
    for parcel in range(3):
        pool.apply_async(weigh, (parcel,), callback=add)
    pool.close()
    pool.join()
    return total
