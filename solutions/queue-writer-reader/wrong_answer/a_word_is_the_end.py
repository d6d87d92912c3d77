"""Puts a word after the last line that no poet would use, or so it hopes."""

from multiprocessing import Process, Queue

END = "__END__"


def _poet(speak, lines):
    for verse in iter(speak, []):
        for line in verse:
            lines.put(line)
    lines.put(END)


def _scribe(write, lines):
    for line in iter(lines.get, END):
        write(line)


def dictate(speak, write):
    lines = Queue()
    people = [
        Process(target=_poet, args=(speak, lines)),
        Process(target=_scribe, args=(write, lines)),
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
