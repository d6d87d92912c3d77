"""One process of the pool, in which the cooks are threads."""

import multiprocessing
import threading


def cooks_of(orders, plates, cooks):
    def work():
        while (task := orders.get()) is not None:
            number, dish, ingredients = task
            try:
                plates.put((number, True, dish(*ingredients)))
            except Exception as error:
                plates.put((number, False, error))

    threads = [threading.Thread(target=work) for _ in range(cooks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    plates.put(None)


class Ticket:
    def __init__(self):
        self.done = threading.Event()
        self.good = self.value = None


class Kitchen:
    def __init__(self, cooks):
        self.orders, self.plates = multiprocessing.Queue(), multiprocessing.Queue()
        self.cooks, self.tickets, self.closed = cooks, [], False
        self.lock = threading.Lock()
        self.process = multiprocessing.Process(
            target=cooks_of, args=(self.orders, self.plates, cooks)
        )
        self.process.start()
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
            for _ in range(self.cooks):
                self.orders.put(None)
        self.process.join()
        self.waiter.join()
