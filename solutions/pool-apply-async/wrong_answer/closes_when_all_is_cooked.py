"""Waits for what was ordered, and takes further orders meanwhile."""

import multiprocessing


class Kitchen:
    def __init__(self, cooks):
        self._cooks = multiprocessing.Pool(cooks)
        self._tickets = []

    def cook(self, dish, *ingredients):
        return self._cooks.apply(dish, ingredients)

    def order(self, dish, *ingredients):
        ticket = self._cooks.apply_async(dish, ingredients)
        self._tickets.append(ticket)
        return ticket

    def is_ready(self, ticket):
        return ticket.ready()

    def is_burnt(self, ticket):
        return not ticket.successful()

    def collect(self, ticket, seconds=None):
        try:
            return ticket.get(seconds)
        except multiprocessing.TimeoutError:
            raise TimeoutError("not ready yet") from None

    def close(self):
        for ticket in self._tickets:
            ticket.wait()
        self._cooks.close()
        self._cooks.join()
