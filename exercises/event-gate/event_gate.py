"""Workers that wait at a gate, which opens and closes and opens again."""

from collections.abc import Callable
from typing import Any


class SkiLift:
    """A lift with a gate in front of it, and the skiers who want to go up."""

    def __init__(self, skiers: int, rides: int, ride: Callable[[int], Any]) -> None:
        """Start a worker for each skier. The gate is closed.

        Args:
            skiers: how many there are; they have the numbers 0, 1, 2, …
            rides: how often each of them goes up.
            ride: goes up once with the skier of that number; returns at the top.
        """
        raise NotImplementedError

    def open(self) -> None:
        """Open the gate: all who wait may pass, and all who come, until it is closed."""
        raise NotImplementedError

    def close(self) -> None:
        """Close the gate: whoever comes now waits."""
        raise NotImplementedError

    def join(self) -> None:
        """Return when every skier has had all rides and every worker has ended."""
        raise NotImplementedError
