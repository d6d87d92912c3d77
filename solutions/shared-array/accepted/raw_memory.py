"""Bare memory without locks, one lock beside it, and a sum for the total."""

import multiprocessing


class Machine(multiprocessing.Process):
    def __init__(self, number, next_bag, board, lock):
        super().__init__(name=f"machine-{number}")
        self.number, self.next_bag = number, next_bag
        self.board, self.lock = board, lock

    def run(self):
        for sort, amount in iter(lambda: self.next_bag(self.number), None):
            if sort in range(len(self.board)):
                with self.lock:
                    self.board[sort] += amount


class CoinBoard:
    def __init__(self, sorts, machines, next_bag):
        self.board = multiprocessing.RawArray("q", sorts)
        self.lock = multiprocessing.Lock()
        self.machines = [Machine(n, next_bag, self.board, self.lock) for n in range(machines)]
        for machine in self.machines:
            machine.start()

    def read(self):
        with self.lock:
            amounts = list(self.board)
        return amounts, sum(amounts)

    def join(self):
        while self.machines:
            self.machines.pop().join()
