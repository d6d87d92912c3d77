"""Deals the parcels out to the desks in turn: each desk has a belt of its own."""

import itertools
import queue
import threading

END = object()


def run(sources, consumers, produce, consume):
    belts = [queue.Queue() for _ in range(consumers)]
    turn, results = itertools.cycle(belts), []

    def bay(source):
        for item in produce(source):
            next(turn).put(item)

    def desk(belt):
        while (item := belt.get()) is not END:
            results.append(consume(item))

    bays = [threading.Thread(target=bay, args=(source,)) for source in sources]
    desks = [threading.Thread(target=desk, args=(belt,)) for belt in belts]
    for thread in bays + desks:
        thread.start()
    for thread in bays:
        thread.join()
    for belt in belts:
        belt.put(END)
    for thread in desks:
        thread.join()
    return results
