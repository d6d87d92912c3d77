"""Two threads take the last seats off a number that the caller owns.

Race: `shared.value` is read on the right before it is written on the left.
Needs: primitives
Ends as: WA
"""

import threading

SHARED = 7
EXPECTED = None
EXPECTED_SHARED = 5


def book(shared):
    shared.value = shared.value - 1


def main(shared):
    agents = [threading.Thread(target=book, args=(shared,)) for _ in range(2)]
    for agent in agents:
        agent.start()
    for agent in agents:
        agent.join()
