"""Holds one lock in each method, also while it waits."""

import multiprocessing
import threading


class Kitchen:
    def __init__(self, cooks):
        self._cooks = multiprocessing.Pool(cooks)
        self._lock = threading.RLock()

    def cook(self, dish, *ingredients):
        with self._lock:
            return self._cooks.apply(dish, ingredients)

    def order(self, dish, *ingredients):
        with self._lock:
            return self._cooks.apply_async(dish, ingredients)

    def is_ready(self, ticket):
        with self._lock:
            return ticket.ready()

    def is_burnt(self, ticket):
        with self._lock:
            return not ticket.successful()

    def collect(self, ticket, seconds=None):
        with self._lock:
            try:
                return ticket.get(seconds)
            except multiprocessing.TimeoutError:
                raise TimeoutError("not ready yet") from None

    def close(self):
        with self._lock:
            self._cooks.close()
            self._cooks.join()
