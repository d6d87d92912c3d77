"""Slow producers and fast consumers, ended by one sentinel each."""

import multiprocessing as mp
import time


def produce(queue):
    for item in range(5):
        time.sleep(0.1)
        queue.put(item)


def consume(queue):
    while queue.get() is not None:
        pass


def main():
    queue = mp.Queue(1)
    producers = [mp.Process(target=produce, args=(queue,)) for _ in range(2)]
    consumers = [mp.Process(target=consume, args=(queue,)) for _ in range(2)]
    for process in producers + consumers:
        process.start()
    for producer in producers:
        producer.join()
    for _ in consumers:
        queue.put(None)
    for consumer in consumers:
        consumer.join()
