"""A row for each machine, which nobody else writes; a structure of ctypes for a row."""

import ctypes
from multiprocessing import Process, RLock
from multiprocessing.sharedctypes import RawArray


def count(row, lock, machine, next_bag, sorts):
    bag = next_bag(machine)
    while bag is not None:
        sort, amount = bag
        if 0 <= sort < sorts:
            with lock:
                row.amounts[sort] += amount
                row.total += amount
        bag = next_bag(machine)


class CoinBoard:
    def __init__(self, sorts, machines, next_bag):
        class Row(ctypes.Structure):
            _fields_ = [("amounts", ctypes.c_int64 * sorts), ("total", ctypes.c_int64)]

        self.sorts = sorts
        self.lock = RLock()
        self.rows = RawArray(Row, machines)
        self.processes = []
        for machine in range(machines):
            args = (self.rows[machine], self.lock, machine, next_bag, sorts)
            self.processes.append(Process(target=count, args=args))
            self.processes[-1].start()

    def read(self):
        with self.lock:
            amounts = [sum(row.amounts[sort] for row in self.rows) for sort in range(self.sorts)]
            return amounts, sum(row.total for row in self.rows)

    def join(self):
        for process in self.processes:
            process.join()
