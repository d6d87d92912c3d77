"""Keeps the board in a list: each machine adds to a copy of its own."""

from multiprocessing import Process


def _count(machine, next_bag, amounts, total):
    while bag := next_bag(machine):
        sort, amount = bag
        if 0 <= sort < len(amounts):
            amounts[sort] += amount
            total[0] += amount


class CoinBoard:
    def __init__(self, sorts, machines, next_bag):
        self._amounts = [0] * sorts
        self._total = [0]
        self._machines = [
            Process(target=_count, args=(machine, next_bag, self._amounts, self._total))
            for machine in range(machines)
        ]
        for machine in self._machines:
            machine.start()

    def read(self):
        return self._amounts, self._total[0]

    def join(self):
        for machine in self._machines:
            machine.join()
