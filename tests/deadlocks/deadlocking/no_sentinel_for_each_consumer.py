"""One sentinel for two consumers: the second waits for an item for ever.

Pattern: no sentinel for each consumer
"""

import multiprocessing as mp


def consume(queue):
    while queue.get() is not None:
        pass


def main():
    queue = mp.Queue()
    consumers = [mp.Process(target=consume, args=(queue,), name=f"Consumer-{n}") for n in (1, 2)]
    for consumer in consumers:
        consumer.start()
    for item in range(10):
        queue.put(item)
    queue.put(None)
    for consumer in consumers:
        consumer.join()
