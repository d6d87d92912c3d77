"""Waits for the work with `Queue.join` and returns; nobody tells the consumers to stop."""

import queue
import threading


def run(sources, consumers, produce, consume):
    belt, results = queue.Queue(), []

    def bay(source):
        for item in produce(source):
            belt.put(item)

    def desk():
        while True:
            item = belt.get()
            results.append(consume(item))
            belt.task_done()

    bays = [threading.Thread(target=bay, args=(source,)) for source in sources]
    desks = [threading.Thread(target=desk) for _ in range(consumers)]
    for thread in bays + desks:
        thread.start()
    for thread in bays:
        thread.join()
    belt.join()
    return results
