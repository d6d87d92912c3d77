"""Start processes in two ways, and hear what becomes of them."""

import multiprocessing
from collections.abc import Callable


def by_target(count: int, answer: Callable[[int, int, int], int]) -> list[tuple[int, int]]:
    """Call the roll: start a process for each actor by `target=`, and wait for all of them.

    Args:
        count: how many actors there are, numbered from 0.
        answer: `answer(number, pid, parent_pid)` is called by each actor in its own process;
            returns the exit code with which that process ends.

    Returns:
        For each actor, in the order of their numbers, its process's pid and exit code.
    """
    raise NotImplementedError


class Actor(multiprocessing.Process):
    """A process that answers with its number when it is started."""

    def __init__(self, number: int, answer: Callable[[int, int, int], int]) -> None:
        """Note who this is and what to call; start nothing yet."""
        raise NotImplementedError

    def run(self) -> None:
        """Answer, and end with the exit code that `answer` returns."""
        raise NotImplementedError


def by_class(count: int, answer: Callable[[int, int, int], int]) -> list[tuple[int, int]]:
    """Call the roll like `by_target`, with an `Actor` for each actor."""
    raise NotImplementedError
