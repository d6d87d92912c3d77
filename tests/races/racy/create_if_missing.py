"""A cache computes what it doesn't have yet, and only once.

Race: both threads find the key missing, so it is computed twice.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = (49, 1)
cache = {}
computed = []


def square(number):
    if number not in cache:
        computed.append(number)
        cache[number] = number * number
    return cache[number]


def main():
    threads = [threading.Thread(target=square, args=(7,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return cache[7], len(computed)
