"""`tee` makes two iterators of one, so each thread has one of its own.

Race: both ask the generator behind them, which is already running for the other one.
Needs: lines
Ends as: RTE, WA
"""

import itertools
from concurrent.futures import ThreadPoolExecutor

EXPECTED = [6, 6]


def numbers():
    for number in range(4):
        print("made", number)
        yield number


def main():
    with ThreadPoolExecutor(2) as executor:
        return list(executor.map(sum, itertools.tee(numbers())))
