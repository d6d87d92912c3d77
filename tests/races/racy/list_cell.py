"""Three judges add their points to the same cell of a list.

Race: between reading `points[0]` and writing it another judge writes, too.
Needs: lines
Ends as: WA
"""

from threading import Thread

EXPECTED = [6]


def judge(points, mine):
    so_far = points[0]
    points[0] = so_far + mine


def main():
    points = [0]
    judges = [Thread(target=judge, args=(points, mine)) for mine in (1, 2, 3)]
    for thread in judges:
        thread.start()
    for thread in judges:
        thread.join()
    return points
