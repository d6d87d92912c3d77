"""Futures add their result to a global sum instead of returning it.

Race: `total` is read, something is computed, and then it is written: an older sum comes back.
Needs: lines
Ends as: WA
"""

from concurrent.futures import ThreadPoolExecutor

EXPECTED = 14
total = 0


def add_square(number):
    global total
    new_total = total + number**2
    total = new_total


def main():
    with ThreadPoolExecutor(max_workers=3) as executor:
        for number in (1, 2, 3):
            executor.submit(add_square, number)
    return total
