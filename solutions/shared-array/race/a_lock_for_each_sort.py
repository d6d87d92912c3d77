"""A shared number with a lock of its own for each sort; reads one after the other, the last first."""

from multiprocessing import Process, Value


def _count(machine, next_bag, board):
    while bag := next_bag(machine):
        sort, amount = bag
        if 0 <= sort < len(board):
            with board[sort].get_lock():
                board[sort].value += amount


class CoinBoard:
    def __init__(self, sorts, machines, next_bag):
        self._board = [Value("q", 0) for _ in range(sorts)]
        self._machines = [
            Process(target=_count, args=(machine, next_bag, self._board))
            for machine in range(machines)
        ]
        for machine in self._machines:
            machine.start()

    def read(self):
        amounts = [place.value for place in reversed(self._board)]
        amounts.reverse()
        return amounts, sum(amounts)

    def join(self):
        for machine in self._machines:
            machine.join()
