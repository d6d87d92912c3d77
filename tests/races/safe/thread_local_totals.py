"""One name, `mine.total`, that all threads change without a lock.

Safe: it is a thread-local: each thread has its own.
"""

import threading

EXPECTED = [3, 12]
mine = threading.local()
totals = []


def add(numbers):
    mine.total = 0
    for number in numbers:
        before = mine.total
        mine.total = before + number
    totals.append(mine.total)


def main():
    threads = [threading.Thread(target=add, args=(part,)) for part in ([1, 2], [5, 7])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(totals)
