"""Two threads keep a list sorted: each looks for the place, and then inserts there.

Race: the other one inserts in between, and the place is one too far to the left.
Needs: lines
Ends as: WA
"""

import bisect
import threading

EXPECTED = [1, 4, 6, 9]


def insert(numbers, number):
    place = bisect.bisect(numbers, number)
    numbers.insert(place, number)


def main():
    numbers = [1, 9]
    threads = [threading.Thread(target=insert, args=(numbers, n)) for n in (4, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return numbers
