"""The parent waits for the producers before it puts the end marker.

Safe: when a producer has ended, its items are in the pipe, ahead of the marker.
"""

import multiprocessing as mp

EXPECTED = ["a", "b"]


def produce(items, item):
    items.put(item)


def consume(items, taken):
    taken.put(list(iter(items.get, None)))


def main():
    items, taken = mp.Queue(), mp.SimpleQueue()
    producers = [mp.Process(target=produce, args=(items, item)) for item in "ab"]
    consumer = mp.Process(target=consume, args=(items, taken))
    for process in (*producers, consumer):
        process.start()
    for producer in producers:
        producer.join()
    items.put(None)
    consumer.join()
    return sorted(taken.get())
