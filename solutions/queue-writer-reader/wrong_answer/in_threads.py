"""Threads of the main process in place of two processes."""

import queue
import threading


def poet(speak, lines):
    while verse := speak():
        for line in verse:
            lines.put(line)
    lines.put(None)


def scribe(write, lines):
    while (line := lines.get()) is not None:
        write(line)


def dictate(speak, write):
    lines = queue.Queue()
    people = [
        threading.Thread(target=poet, args=(speak, lines)),
        threading.Thread(target=scribe, args=(write, lines)),
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
