"""A store whose locked methods call each other."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Store:
    """Keep count of the parts on the shelves, for many threads at the same time."""

    def __init__(self, load: Callable[[str], int], store: Callable[[str, int], None]) -> None:
        """Make a store.

        Args:
            load: returns how many pieces of a part the list shows.
            store: sets how many pieces of a part the list shows.
        """
        raise NotImplementedError

    def count(self, part: str) -> int:
        """Return how many pieces of a part there are."""
        raise NotImplementedError

    def add(self, part: str, number: int) -> int:
        """Add pieces of a part, or take some away (`number` below 0); return how many there are.

        Raises:
            ValueError: there are too few to take away; then nothing has changed.
        """
        raise NotImplementedError

    def exchange(self, old: str, new: str, number: int) -> None:
        """Take pieces of one part away and add as many of another, in one step.

        Raises:
            ValueError: there are too few of the old part; then nothing has changed.
        """
        raise NotImplementedError

    def exclusively(self, action: Callable[[], T]) -> T:
        """Call `action()` and return what it returns; until then nobody else uses the store.

        The thread that is in the action may call all methods of the store, this one included.
        What the action raises is raised here.
        """
        raise NotImplementedError
