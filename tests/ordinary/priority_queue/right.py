import heapq
import itertools


class Task:
    def __init__(self, priority, name):
        self.priority = priority
        self.name = name

    def __lt__(self, other):
        return self.priority < other.priority

    def rename(self, name):
        self.name = name


class PriorityQueue:
    def __init__(self, key=lambda t: t.priority):
        self._heap = []
        self._count = itertools.count()
        self._key = key

    def push(self, item):
        heapq.heappush(self._heap, (self._key(item), next(self._count), item))

    def pop(self):
        if not self._heap:
            raise IndexError("empty queue")
        return heapq.heappop(self._heap)[2]

    def drain(self):
        while self:
            yield self.pop()

    def __len__(self):
        return len(self._heap)


def merge_all(*iterables):
    return heapq.merge(*iterables)
