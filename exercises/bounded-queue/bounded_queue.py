"""What to do when a queue is full, or empty."""

from queue import Queue
from typing import Any


def deliver(box: "Queue[Any]", rounds: list[list[Any]], policy: str) -> int:
    """Put the letters of all rounds into the box, with a thread for each round.

    Args:
        box: a queue of `queue` or `multiprocessing`, of a limited size.
        rounds: the letters of each postman.
        policy: what to do with a letter for which there is no room: "drop", "wait" or "raise".

    Returns:
        How many letters were dropped.

    Raises:
        queue.Full: the policy is "raise", and there was no room for a letter.
    """
    raise NotImplementedError


def collect(box: "Queue[Any]", seconds: float) -> list[Any]:
    """Take letters out of the box until it has been empty for `seconds`."""
    raise NotImplementedError
