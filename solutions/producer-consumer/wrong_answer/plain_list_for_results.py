"""Collects the results of processes in a plain list: each process fills a copy of its own."""

from multiprocessing import Process, Queue

results = []


def bay(source, produce, belt):
    for item in produce(source):
        belt.put(("item", item))


def desk(consume, belt):
    while True:
        kind, item = belt.get()
        if kind == "stop":
            break
        results.append(consume(item))


def run(sources, consumers, produce, consume):
    belt = Queue()
    bays = [Process(target=bay, args=(source, produce, belt)) for source in sources]
    desks = [Process(target=desk, args=(consume, belt)) for _ in range(consumers)]
    for process in bays + desks:
        process.start()
    for process in bays:
        process.join()
    for _ in desks:
        belt.put(("stop", None))
    for process in desks:
        process.join()
    return results
