"""Takes an empty queue for the end of the poem."""

from multiprocessing import Process, Queue


def poet(speak, lines):
    while verse := speak():
        for line in verse:
            lines.put(line)


def scribe(write, lines):
    while not lines.empty():
        write(lines.get())


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
