"""A gate opens for a moment and closes again.

Race: who comes to `wait` after `clear` finds it closed, and nobody opens it once more.
Needs: primitives
Ends as: DL
"""

import threading

EXPECTED = 2


def visitor(gate, inside):
    gate.wait()
    inside.append("visitor")


def main():
    gate, inside = threading.Event(), []
    visitors = [threading.Thread(target=visitor, args=(gate, inside)) for _ in range(2)]
    for thread in visitors:
        thread.start()
    gate.set()
    gate.clear()
    for thread in visitors:
        thread.join()
    return len(inside)
