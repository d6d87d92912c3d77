"""Two pools are open at the same time, and each does one thing.

Safe: nothing is shared; the results are put together in one place.
"""

import multiprocessing as mp

EXPECTED = [1, 10]


def main():
    with mp.Pool(1) as small, mp.Pool(1) as big:
        return small.map(int, ["1"]) + big.map(int, ["10"])
