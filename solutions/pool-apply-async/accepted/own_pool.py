"""A pool made by hand; a thread hands out what comes, and a ticket is an event and a value."""

import multiprocessing
import threading


def work(orders, plates):
    for number, dish, ingredients in iter(orders.get, None):
        try:
            plates.put((number, True, dish(*ingredients)))
        except Exception as error:
            plates.put((number, False, error))


class Ticket:
    def __init__(self):
        self.done = threading.Event()
        self.good = self.value = None


class Kitchen:
    def __init__(self, cooks):
        self.orders, self.plates = multiprocessing.Queue(), multiprocessing.Queue()
        self.tickets, self.closed, self.lock = [], False, threading.Lock()
        self.cooks = [
            multiprocessing.Process(target=work, args=(self.orders, self.plates))
            for _ in range(cooks)
        ]
        for cook in self.cooks:
            cook.start()
        self.waiter = threading.Thread(target=self._serve)
        self.waiter.start()

    def _serve(self):
        while (plate := self.plates.get()) is not None:
            number, good, value = plate
            ticket = self.tickets[number]
            ticket.good, ticket.value = good, value
            ticket.done.set()

    def cook(self, dish, *ingredients):
        return self.collect(self.order(dish, *ingredients))

    def order(self, dish, *ingredients):
        with self.lock:
            if self.closed:
                raise ValueError("the kitchen is closed")
            ticket = Ticket()
            self.tickets.append(ticket)
            self.orders.put((len(self.tickets) - 1, dish, ingredients))
            return ticket

    def is_ready(self, ticket):
        return ticket.done.is_set()

    def is_burnt(self, ticket):
        if not self.is_ready(ticket):
            raise ValueError("not ready yet")
        return not ticket.good

    def collect(self, ticket, seconds=None):
        if not ticket.done.wait(seconds):
            raise TimeoutError("not ready yet")
        if ticket.good:
            return ticket.value
        raise ticket.value

    def close(self):
        with self.lock:
            self.closed = True
            for _ in self.cooks:
                self.orders.put(None)
        for cook in self.cooks:
            cook.join()
        self.plates.put(None)
        self.waiter.join()
