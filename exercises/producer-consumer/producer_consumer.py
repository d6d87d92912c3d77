"""Producers and consumers that share one queue."""

from collections.abc import Callable
from typing import Any


def run(
    sources: list[Any],
    consumers: int,
    produce: Callable[[Any], list[Any]],
    consume: Callable[[Any], Any],
) -> list[Any]:
    """Produce the items of all sources and consume each of them once.

    Args:
        sources: one producer is started for each; it calls `produce(source)` once.
        consumers: how many consumers to start, at least 1.
        produce: gives the list of one source's items; an item can be any value.
        consume: is called once for each item, by a consumer.

    Returns:
        The results of all calls of `consume`, in any order.
    """
    raise NotImplementedError
