"""Takes an empty text for the end, which may be a line."""

from multiprocessing import Process, Queue


def poet(speak, lines):
    while verse := speak():
        for line in verse:
            lines.put(line)
    lines.put("")


def scribe(write, lines):
    while line := lines.get():
        write(line)


def dictate(speak, write):
    lines = Queue()
    people = [
        Process(target=poet, args=(speak, lines)),
        Process(target=scribe, args=(write, lines)),
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
