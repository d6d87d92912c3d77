"""Puts one sentinel for all consumers: the first one takes it, the others wait for ever."""

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
    desks = [threading.Thread(target=desk) for _ in range(consumers)]
    for thread in bays + desks:
        thread.start()
    for thread in bays:
        thread.join()
    belt.put(END)
    for thread in desks:
        thread.join()
    return results
