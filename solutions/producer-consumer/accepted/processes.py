"""Processes; what is on a queue says what it is; the main process drains, then joins."""

from multiprocessing import Process, Queue


def _producer(source, produce, items):
    for item in produce(source):
        items.put(("item", item))


def _consumer(consume, items, results):
    while True:
        kind, item = items.get()
        if kind == "stop":
            break
        results.put(("result", consume(item)))
    results.put(("end", None))


def _drain(results, consumers):
    running = consumers
    while running:
        kind, value = results.get()
        if kind == "end":
            running -= 1
        else:
            yield value


def run(sources, consumers, produce, consume):
    items, results = Queue(), Queue()
    making = [Process(target=_producer, args=(source, produce, items)) for source in sources]
    using = [Process(target=_consumer, args=(consume, items, results)) for _ in range(consumers)]
    for process in making + using:
        process.start()
    for process in making:
        process.join()
    for _ in using:
        items.put(("stop", None))
    collected = list(_drain(results, consumers))
    for process in using:
        process.join()
    return collected
