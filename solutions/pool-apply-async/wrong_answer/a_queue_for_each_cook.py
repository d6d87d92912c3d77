"""Gives each cook a queue of his own, in turn: orders wait behind a slow dish."""

import itertools
from concurrent.futures import ProcessPoolExecutor


class Kitchen:
    def __init__(self, cooks):
        self._cooks = [ProcessPoolExecutor(1) for _ in range(cooks)]
        self._turns = itertools.cycle(self._cooks)
        self._closed = False

    def cook(self, dish, *ingredients):
        return self.collect(self.order(dish, *ingredients))

    def order(self, dish, *ingredients):
        if self._closed:
            raise ValueError("the kitchen is closed")
        return next(self._turns).submit(dish, *ingredients)

    def is_ready(self, ticket):
        return ticket.done()

    def is_burnt(self, ticket):
        if not ticket.done():
            raise ValueError("not ready yet")
        return ticket.exception() is not None

    def collect(self, ticket, seconds=None):
        return ticket.result(seconds)

    def close(self):
        self._closed = True
        for cook in self._cooks:
            cook.shutdown()
