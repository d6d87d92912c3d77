"""Processes that add up numbers in memory that they share."""

from collections.abc import Callable


class CoinBoard:
    """A board that shows how much of each sort has been counted, and the total."""

    def __init__(
        self, sorts: int, machines: int, next_bag: Callable[[int], tuple[int, int] | None]
    ) -> None:
        """Start a process for each machine.

        Args:
            sorts: how many sorts of coins the board has, numbered from 0.
            machines: how many machines count, numbered from 0.
            next_bag: `next_bag(machine)` gives that machine its next bag, `(sort, amount)`; None
                when there are no more for it. Called by the machine's process.
        """
        raise NotImplementedError

    def read(self) -> tuple[list[int], int]:
        """Return the amounts of all sorts and the total, as they stand at one moment."""
        raise NotImplementedError

    def join(self) -> None:
        """Return when all machines have ended."""
        raise NotImplementedError
