"""Threads; a unique object is the sentinel; the last producer to finish sends it round."""

import queue
import threading

END = object()


class Depot:
    def __init__(self, producers, produce, consume):
        self.belt = queue.SimpleQueue()
        self.results = []
        self.lock = threading.Lock()
        self.running = producers
        self.produce = produce
        self.consume = consume

    def bay(self, source):
        for item in self.produce(source):
            self.belt.put(item)
        with self.lock:
            self.running -= 1
            last = self.running == 0
        if last:
            self.belt.put(END)

    def desk(self):
        while (item := self.belt.get()) is not END:
            self.results.append(self.consume(item))
        self.belt.put(END)


def run(sources, consumers, produce, consume):
    depot = Depot(len(sources), produce, consume)
    if not sources:
        depot.belt.put(END)
    threads = [threading.Thread(target=depot.bay, args=(source,)) for source in sources]
    threads += [threading.Thread(target=depot.desk) for _ in range(consumers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return depot.results
