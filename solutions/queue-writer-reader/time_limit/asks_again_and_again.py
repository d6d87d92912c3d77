"""Asks the queue again and again, in place of waiting for it."""

import time
from multiprocessing import Event, Process, Queue


def poet(speak, lines, over):
    while verse := speak():
        for line in verse:
            lines.put(line)
    lines.close()
    lines.join_thread()
    over.set()


def scribe(write, lines, over):
    while True:
        ended = over.is_set()
        while not lines.empty():
            write(lines.get())
        if ended:
            break
        time.sleep(0.005)


def dictate(speak, write):
    lines, over = Queue(), Event()
    people = [
        Process(target=poet, args=(speak, lines, over)),
        Process(target=scribe, args=(write, lines, over)),
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
