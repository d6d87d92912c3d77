"""Daemonic processes that nobody tells to end: they end with the program, and not with `run`."""

from multiprocessing import JoinableQueue, Manager, Process


def _producer(source, produce, belt):
    for item in produce(source):
        belt.put(item)


def _consumer(consume, belt, results):
    while True:
        results.append(consume(belt.get()))
        belt.task_done()


def run(sources, consumers, produce, consume):
    with Manager() as manager:
        belt, results = JoinableQueue(), manager.list()
        for _ in range(consumers):
            Process(target=_consumer, args=(consume, belt, results), daemon=True).start()
        bays = [Process(target=_producer, args=(source, produce, belt)) for source in sources]
        for process in bays:
            process.start()
        for process in bays:
            process.join()
        belt.join()
        return list(results)
