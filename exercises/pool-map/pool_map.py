"""The same work twice: by a pool of processes, and by a process for each item."""

from collections.abc import Callable
from typing import Any


def with_pool(items: list[Any], size: int, work: Callable[[Any], Any]) -> list[Any]:
    """Do the work in a pool of processes.

    Args:
        items: `work` is called once for each.
        size: how many processes the pool has, at least 1.
        work: handles one item.

    Returns:
        The results, in the order of the items.
    """
    raise NotImplementedError


def with_processes(items: list[Any], work: Callable[[Any], Any]) -> list[Any]:
    """Do the work in a process for each item, all at once.

    Args:
        items: `work` is called once for each.
        work: handles one item.

    Returns:
        The results, in the order of the items.
    """
    raise NotImplementedError
