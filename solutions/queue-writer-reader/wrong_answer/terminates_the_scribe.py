"""Ends the scribe by force when the poet is done: what he has not written is lost."""

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
    talking = Process(target=poet, args=(speak, lines))
    writing = Process(target=scribe, args=(write, lines))
    talking.start()
    writing.start()
    talking.join()
    writing.terminate()
    writing.join()
