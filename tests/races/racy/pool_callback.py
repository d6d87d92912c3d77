"""A pool's callbacks add to a total to which the main thread adds its own share.

Race: callbacks run in a thread of the pool; it reads `total` while the main thread is adding.
Needs: lines
Ends as: WA
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
    with mp.Pool(2) as pool:
        parcels = [pool.apply_async(weigh, (parcel,), callback=add) for parcel in (0, 1)]
        add(weigh(2))
        for parcel in parcels:
            parcel.wait()
    return total
