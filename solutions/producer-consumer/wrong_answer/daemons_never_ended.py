"""Daemons that take from the belt for ever: the work is done, but the desks are still open."""

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

    for _ in range(consumers):
        threading.Thread(target=desk, daemon=True).start()
    bays = [threading.Thread(target=bay, args=(source,)) for source in sources]
    for thread in bays:
        thread.start()
    for thread in bays:
        thread.join()
    belt.join()
    return results
