"""Double-checked initialisation as it should be.

Safe: the second look is under the lock, and the table is complete when others can see it.
"""

import threading
from concurrent.futures import ThreadPoolExecutor

EXPECTED = ([9, 16], 1)
lock = threading.Lock()
table = None
builds = []


def build():
    builds.append("built")
    squares = {}
    for number in range(5):
        squares[number] = number * number
    return squares


def look_up(number):
    global table
    if table is None:
        with lock:
            if table is None:
                table = build()
    return table[number]


def main():
    with ThreadPoolExecutor(2) as executor:
        squares = list(executor.map(look_up, (3, 4)))
    return squares, len(builds)
