"""Joins each consumer right after its start, so the first one does all the work."""

import queue
import threading

END = object()


def run(sources, consumers, produce, consume):
    belt, results = queue.Queue(), []

    def bay(source):
        for item in produce(source):
            belt.put(item)

    def desk():
        while (item := belt.get()) is not END:
            results.append(consume(item))

    bays = [threading.Thread(target=bay, args=(source,)) for source in sources]
    for thread in bays:
        thread.start()
    for thread in bays:
        thread.join()
    for _ in range(consumers):
        belt.put(END)
    for _ in range(consumers):
        thread = threading.Thread(target=desk)
        thread.start()
        thread.join()
    return results
