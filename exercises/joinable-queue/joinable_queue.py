"""Work that brings more work, and a queue that knows when all of it is done."""

from collections.abc import Callable
from typing import Any


def open_all(envelopes: list[Any], clerks: int, open_one: Callable[[Any], list[Any]]) -> int:
    """Open all envelopes, and all that are found inside them.

    Args:
        envelopes: the post of the day; an envelope can be any value.
        clerks: how many of them work at the same time, at least 1.
        open_one: opens one envelope and gives the list of the envelopes inside, or raises an
            exception.

    Returns:
        How many envelopes could not be opened, because `open_one` raised an exception.
    """
    raise NotImplementedError
