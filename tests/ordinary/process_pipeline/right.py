import multiprocessing
import sys


def producer(queue, items):
    for item in items:
        queue.put(item)
    queue.put(None)


def consumer(source, target, work):
    while (item := source.get()) is not None:
        target.put(work(item))


def _consume(source, target):
    while (pair := source.get()) is not None:
        index, item = pair
        target.put((index, len(item)))


def run(items, consumers):
    source, target = multiprocessing.Queue(), multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=_consume, args=(source, target)) for _ in range(consumers)
    ]
    for w in workers:
        w.start()
    for pair in enumerate(items):
        source.put(pair)
    for _ in workers:
        source.put(None)
    results = sorted(target.get() for _ in items)
    for w in workers:
        w.join()
    return [r for _, r in results]


def echo_server(connection):
    while (message := connection.recv()) != "stop":
        connection.send({"echo": message})
    connection.close()


class Worker(multiprocessing.Process):
    def __init__(self, code):
        super().__init__()
        self.code = code

    def run(self):
        sys.exit(self.code)
