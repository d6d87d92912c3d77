"""Customers draw a number from a machine; no two may have the same.

Race: the second one draws before the first one's number has been turned on.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = [1, 2, 3]


class Machine:
    def __init__(self):
        self.next = 1

    def draw(self):
        number = self.next
        self.next = number + 1
        return number


def customer(machine, drawn):
    drawn.append(machine.draw())


def main():
    machine, drawn = Machine(), []
    customers = [threading.Thread(target=customer, args=(machine, drawn)) for _ in range(3)]
    for thread in customers:
        thread.start()
    for thread in customers:
        thread.join()
    return sorted(drawn)
