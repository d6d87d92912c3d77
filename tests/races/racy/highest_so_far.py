"""Two searchers note the best that they have found.

Race: the lower one compares with the old best, the higher one is noted, and then the lower one.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 9
best = 0


def search(numbers):
    global best
    for number in numbers:
        if number > best:
            best = number


def main():
    searchers = [threading.Thread(target=search, args=(part,)) for part in ([3, 9], [2, 7])]
    for searcher in searchers:
        searcher.start()
    for searcher in searchers:
        searcher.join()
    return best
