"""Futures of a process pool, asked in the order in which they were submitted.

Safe: each future has its own result, however late it comes.
"""

from concurrent.futures import ProcessPoolExecutor

EXPECTED = {2: 4, 3: 9, 4: 16}


def square(number):
    return number * number


def main():
    with ProcessPoolExecutor(2) as executor:
        futures = {number: executor.submit(square, number) for number in (2, 3, 4)}
        return {number: future.result() for number, future in futures.items()}
