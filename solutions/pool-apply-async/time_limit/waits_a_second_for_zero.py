"""Takes 0 seconds for no limit given, and waits a second."""

import multiprocessing


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
        try:
            return ticket.get(None if seconds is None else seconds or 1)
        except multiprocessing.TimeoutError:
            raise TimeoutError("not ready yet") from None

    def close(self):
        self._cooks.close()
        self._cooks.join()
