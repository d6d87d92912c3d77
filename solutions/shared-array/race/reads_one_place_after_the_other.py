"""Adds up what it has read, so that the total fits, but reads each amount at a moment of its own."""

from multiprocessing import Array, Process


def _count(machine, next_bag, amounts):
    while bag := next_bag(machine):
        sort, amount = bag
        if 0 <= sort < len(amounts):
            with amounts.get_lock():
                amounts[sort] += amount


class CoinBoard:
    def __init__(self, sorts, machines, next_bag):
        self._amounts = Array("q", sorts)
        self._machines = [
            Process(target=_count, args=(machine, next_bag, self._amounts))
            for machine in range(machines)
        ]
        for machine in self._machines:
            machine.start()

    def read(self):
        amounts = [self._amounts[sort] for sort in range(len(self._amounts))]
        return amounts, sum(amounts)

    def join(self):
        for machine in self._machines:
            machine.join()
