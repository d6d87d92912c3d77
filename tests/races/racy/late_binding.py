"""Threads are started in a loop, each to note the number of its round.

Race: the lambda reads `number` when it runs, and by then the loop may have gone on.
Needs: primitives
Ends as: WA
"""

import threading

EXPECTED = [0, 1, 2]


def main():
    noted, threads = [], []
    for number in range(3):
        thread = threading.Thread(target=lambda: noted.append(number))  # noqa: B023
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return sorted(noted)
