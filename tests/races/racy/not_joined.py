"""The main thread starts its workers and returns what they have found so far.

Race: nothing makes it wait; it reads `found` before the second worker has appended.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = [1, 4]


def work(number, found):
    found.append(number * number)


def main():
    found = []
    for number in (1, 2):
        threading.Thread(target=work, args=(number, found)).start()
    return sorted(found)
