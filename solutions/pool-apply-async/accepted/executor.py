"""An executor; tickets are numbers, and the futures stay in the kitchen."""

from concurrent.futures import ProcessPoolExecutor


class Kitchen:
    def __init__(self, cooks):
        self.executor = ProcessPoolExecutor(max_workers=cooks)
        self.futures = []
        self.closed = False

    def cook(self, dish, *ingredients):
        return self.collect(self.order(dish, *ingredients))

    def order(self, dish, *ingredients):
        if self.closed:
            raise ValueError("the kitchen is closed")
        future = self.executor.submit(dish, *ingredients)
        self.futures.append(future)
        return self.futures.index(future)

    def is_ready(self, ticket):
        return self.futures[ticket].done()

    def is_burnt(self, ticket):
        if not self.is_ready(ticket):
            raise ValueError("not ready yet")
        return self.futures[ticket].exception() is not None

    def collect(self, ticket, seconds=None):
        return self.futures[ticket].result(timeout=seconds)

    def close(self):
        self.closed = True
        self.executor.shutdown()
