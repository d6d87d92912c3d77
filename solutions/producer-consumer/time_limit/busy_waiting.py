"""Looks again and again whether there is something on the belt, in place of waiting for it."""

import queue
import threading


def run(sources, consumers, produce, consume):
    belt, results = queue.Queue(), []

    def bay(source):
        for item in produce(source):
            belt.put(item)

    bays = [threading.Thread(target=bay, args=(source,)) for source in sources]

    def desk():
        while any(thread.is_alive() for thread in bays) or not belt.empty():
            try:
                item = belt.get_nowait()
            except queue.Empty:
                continue
            results.append(consume(item))

    desks = [threading.Thread(target=desk) for _ in range(consumers)]
    for thread in bays + desks:
        thread.start()
    for thread in bays + desks:
        thread.join()
    return results
