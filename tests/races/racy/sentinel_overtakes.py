"""The parent puts the end marker without waiting for the producers.

Race: a producer that is slow to start puts its item behind the marker, where nobody reads.
Needs: primitives
Ends as: WA
"""

import multiprocessing as mp

EXPECTED = ["a", "b"]


def produce(items, item):
    items.put(item)


def consume(items, taken):
    for item in iter(items.get, None):
        taken.put(item)
    taken.put(None)


def main():
    items, taken = mp.SimpleQueue(), mp.SimpleQueue()
    producers = [mp.Process(target=produce, args=(items, item)) for item in "ab"]
    consumer = mp.Process(target=consume, args=(items, taken))
    for process in (*producers, consumer):
        process.start()
    items.put(None)
    for process in (*producers, consumer):
        process.join()
    return sorted(iter(taken.get, None))
