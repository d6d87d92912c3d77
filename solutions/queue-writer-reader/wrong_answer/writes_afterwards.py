"""Starts the scribe when the poet has ended: they never work at the same time."""

from multiprocessing import Process, Queue


def poet(speak, lines):
    while verse := speak():
        for line in verse:
            lines.put(line)
    lines.put(None)


def scribe(write, lines):
    while (line := lines.get()) is not None:
        write(line)


def dictate(speak, write):
    lines = Queue()
    for work in (
        Process(target=poet, args=(speak, lines)),
        Process(target=scribe, args=(write, lines)),
    ):
        work.start()
        work.join()
