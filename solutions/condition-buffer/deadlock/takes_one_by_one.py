"""Fills a box egg by egg with a queue: two half-filled boxes wait for each other's eggs."""

import queue


class Belt:
    def __init__(self, capacity):
        self._eggs = queue.Queue(capacity)

    def __len__(self):
        return self._eggs.qsize()

    def put(self, egg):
        self._eggs.put(egg)

    def take(self, count):
        return [self._eggs.get() for _ in range(count)]
