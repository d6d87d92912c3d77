"""Threads replace the list of results by a longer one: two at once, and one result is gone."""

import queue
import threading


def run(sources, consumers, produce, consume):
    belt = queue.Queue()
    results = []

    def unload(source):
        for item in produce(source):
            belt.put(("item", item))

    def sort():
        nonlocal results
        while True:
            kind, item = belt.get()
            if kind == "stop":
                return
            result = consume(item)
            results = [*results, result]

    producers = [threading.Thread(target=unload, args=(source,)) for source in sources]
    sorters = [threading.Thread(target=sort) for _ in range(consumers)]
    for thread in producers + sorters:
        thread.start()
    for thread in producers:
        thread.join()
    for _ in sorters:
        belt.put(("stop", None))
    for thread in sorters:
        thread.join()
    return results
