"""A bounded buffer of one's own: a belt between hens and packers."""

from typing import Any


class Belt:
    """Carry eggs, in order, from threads that put them on to threads that take them off."""

    def __init__(self, capacity: int) -> None:
        """Make an empty belt with room for `capacity` eggs, at least 1."""
        raise NotImplementedError

    def __len__(self) -> int:
        """Return how many eggs lie on the belt now; never wait for an egg or for room."""
        raise NotImplementedError

    def put(self, egg: Any) -> None:
        """Lay an egg at the end of the belt; wait while there is no room."""
        raise NotImplementedError

    def take(self, count: int) -> list[Any]:
        """Take `count` eggs (1 to the capacity) off the front; wait while there are fewer.

        Returns:
            The eggs, the one that was put first at the front: neighbours on the belt, all taken
            in one go. Whoever waits for more eggs leaves those that are there to others.
        """
        raise NotImplementedError
