"""A lift takes at most two people, and everybody looks before getting in.

Race: two look while one place is left, and both get in.
Needs: lines
Ends as: WA
"""

import threading

EXPECTED = 2


def enter(lift, name):
    if len(lift) < 2:
        lift.append(name)


def main():
    lift = []
    people = [threading.Thread(target=enter, args=(lift, name)) for name in "abc"]
    for person in people:
        person.start()
    for person in people:
        person.join()
    return len(lift)
