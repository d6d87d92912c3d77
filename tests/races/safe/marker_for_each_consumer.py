"""Two consumers, and two end markers behind the items.

Safe: a consumer takes one marker and stops; the other marker is left for the other one.
"""

import queue
import threading

EXPECTED = [1, 4, 9]


def consume(items, squares):
    while (number := items.get()) is not None:
        squares.put(number * number)


def main():
    items, squares = queue.Queue(), queue.SimpleQueue()
    consumers = [threading.Thread(target=consume, args=(items, squares)) for _ in range(2)]
    for consumer in consumers:
        consumer.start()
    for item in (1, 2, 3, None, None):
        items.put(item)
    for consumer in consumers:
        consumer.join()
    return sorted(squares.get() for _ in range(3))
