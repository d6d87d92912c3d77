"""Gives the queue a limit: a poet who is ten lines ahead has to wait for the scribe."""

from multiprocessing import Process, Queue


def _poet(speak, lines):
    while verse := speak():
        for line in verse:
            lines.put(line)
    lines.put(None)


def _scribe(write, lines):
    while (line := lines.get()) is not None:
        write(line)


def dictate(speak, write):
    lines = Queue(maxsize=10)
    poet = Process(target=_poet, args=(speak, lines))
    scribe = Process(target=_scribe, args=(write, lines))
    poet.start()
    scribe.start()
    poet.join()
    scribe.join()
