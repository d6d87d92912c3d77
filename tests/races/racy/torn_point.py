"""A pen moves on the diagonal of a shared RawArray; a watcher takes its position.

Race: the watcher reads between x and y, and sees a point beside the diagonal.
Needs: lines
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = 0


def move(point):
    for step in (1, 2):
        point[0] = step
        point[1] = step


def watch(point, beside):
    x = point[0]
    y = point[1]
    beside.value = abs(x - y)


def main():
    point, beside = mp.RawArray("i", 2), mp.RawValue("i", 0)
    tasks = [
        mp.Process(target=move, args=(point,)),
        mp.Process(target=watch, args=(point, beside)),
    ]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return beside.value
