"""A producer takes a place for each of its items; the consumer leaves after the first.

Pattern: semaphore used up
"""

import multiprocessing as mp


def consume(places, items):
    items.get()
    places.release()


def main():
    context = mp.get_context("fork")
    places, items = context.Semaphore(2), context.SimpleQueue()
    consumer = context.Process(target=consume, args=(places, items))
    consumer.start()
    for item in range(4):
        places.acquire()
        items.put(item)
    consumer.join()
