"""Squares by a pool of spawned processes.

Safe: `map` gives the results in the order of the arguments, whoever computes them.
"""

import multiprocessing as mp

EXPECTED = [0, 1, 4, 9]


def square(number):
    return number * number


def main():
    with mp.get_context("spawn").Pool(2) as pool:
        return pool.map(square, range(4), chunksize=1)
