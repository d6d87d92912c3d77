"""The same work in threads and in processes, and how long each of them takes."""

from collections.abc import Callable
from typing import Any


def in_threads(items: list[Any], workers: int, work: Callable[[Any], Any]) -> list[Any]:
    """Do the work in `workers` threads; return the results in the order of the items."""
    raise NotImplementedError


def in_processes(items: list[Any], workers: int, work: Callable[[Any], Any]) -> list[Any]:
    """Do the work in `workers` processes; return the results in the order of the items."""
    raise NotImplementedError


def compare(
    items: list[Any], workers: int, work: Callable[[Any], Any], clock: Callable[[], float]
) -> dict[str, Any]:
    """Measure both, threads first, by a clock that tells the time in seconds.

    Returns:
        `{"threads": seconds, "processes": seconds, "choice": name}`: the faster one, or
        `"threads"` where both take equally long.
    """
    raise NotImplementedError
