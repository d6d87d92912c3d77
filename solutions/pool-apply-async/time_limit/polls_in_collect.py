"""Asks again and again whether the dish is ready."""

import multiprocessing
import time


class Kitchen:
    def __init__(self, cooks):
        self._cooks = multiprocessing.Pool(cooks)

    def cook(self, dish, *ingredients):
        return self._cooks.apply(dish, ingredients)

    def order(self, dish, *ingredients):
        return self._cooks.apply_async(dish, ingredients)

    def is_ready(self, ticket):
        return ticket.ready()

    def is_burnt(self, ticket):
        return not ticket.successful()

    def collect(self, ticket, seconds=None):
        until = None if seconds is None else time.monotonic() + seconds
        while not ticket.ready() and (until is None or time.monotonic() < until):
            time.sleep(0.01)
        try:
            return ticket.get(0)
        except multiprocessing.TimeoutError:
            raise TimeoutError("not ready yet") from None

    def close(self):
        self._cooks.close()
        self._cooks.join()
