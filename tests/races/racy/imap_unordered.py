"""A pool's `imap_unordered`, because it is faster, and the results are used in order.

Race: a later task that ends first comes out first.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = [0, 1, 4, 9]


def square(number):
    return number * number


def main():
    with mp.Pool(2) as pool:
        return list(pool.imap_unordered(square, range(4)))
