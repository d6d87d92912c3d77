"""The tasks of a process pool raise a counter that the pool's initializer has left in a global.

Race: `+=` on a Value locks the reading and the writing, each for itself.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

EXPECTED = ([0, 1, 4], 3)
finished = None


def remember(value):
    global finished
    finished = value


def square(number):
    result = number * number
    finished.value += 1
    return result


def main():
    counter = mp.Value("i", 0)
    with ProcessPoolExecutor(2, initializer=remember, initargs=(counter,)) as executor:
        squares = list(executor.map(square, range(3)))
    return squares, counter.value
