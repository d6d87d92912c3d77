"""Waits until the last machine has ended, and for no other one."""

from multiprocessing import Array, Process, Value


def _count(machine, next_bag, amounts, total):
    while bag := next_bag(machine):
        sort, amount = bag
        if 0 <= sort < len(amounts):
            with amounts.get_lock():
                amounts[sort] += amount
                total.value += amount


class CoinBoard:
    def __init__(self, sorts, machines, next_bag):
        self._amounts = Array("q", sorts)
        self._total = Value("q", 0, lock=self._amounts.get_lock())
        self._machines = [
            Process(target=_count, args=(machine, next_bag, self._amounts, self._total))
            for machine in range(machines)
        ]
        for machine in self._machines:
            machine.start()

    def read(self):
        with self._amounts.get_lock():
            return self._amounts[:], self._total.value

    def join(self):
        if self._machines:
            self._machines[-1].join()
