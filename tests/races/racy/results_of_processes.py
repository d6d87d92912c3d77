"""Three processes hand in squares through a queue, which are paired with the numbers in order.

Race: which process puts first is nobody's promise.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = {2: 4, 3: 9}


def square(number, results):
    results.put(number * number)


def main():
    numbers, results = (2, 3), mp.Queue()
    workers = [mp.Process(target=square, args=(number, results)) for number in numbers]
    for worker in workers:
        worker.start()
    squares = {number: results.get() for number in numbers}
    for worker in workers:
        worker.join()
    return squares
