"""A decorator locks the public methods, in the manner of a monitor."""

import functools
import multiprocessing


def synchronized(method):
    @functools.wraps(method)
    def locked(self, *args):
        self.door.acquire()
        try:
            return method(self, *args)
        finally:
            self.door.release()

    return locked


class Store:
    def __init__(self, load, store):
        self.load = load
        self.store = store
        self.door = multiprocessing.RLock()

    @synchronized
    def count(self, part):
        return self.load(part)

    @synchronized
    def add(self, part, number):
        total = self.load(part) + number
        if total < 0:
            raise ValueError(part)
        self.store(part, total)
        return total

    @synchronized
    def exchange(self, old, new, number):
        if self.count(old) < number:
            raise ValueError(old)
        self.add(old, -number)
        self.add(new, number)

    @synchronized
    def exclusively(self, action):
        return action()
