"""The scribe waits for another line for ever: nobody tells him that the poem is over."""

from multiprocessing import Process, Queue


def poet(speak, lines):
    while verse := speak():
        for line in verse:
            lines.put(line)


def scribe(write, lines):
    while True:
        write(lines.get())


def dictate(speak, write):
    lines = Queue()
    people = [
        Process(target=poet, args=(speak, lines), name="poet"),
        Process(target=scribe, args=(write, lines), name="scribe"),
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
