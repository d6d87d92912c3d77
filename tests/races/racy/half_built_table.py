"""A table is built by whoever needs it first; the others see that it is there.

Race: it can be seen before it has been filled: KeyError in the thread that came second.
Needs: lines
Ends as: RTE
"""

from concurrent.futures import ThreadPoolExecutor

EXPECTED = [9, 9]
table = None


def look_up(number):
    global table
    if table is None:
        table = {}
        for n in range(5):
            table[n] = n * n
    return table[number]


def main():
    with ThreadPoolExecutor(2) as executor:
        return list(executor.map(look_up, (3, 3)))
