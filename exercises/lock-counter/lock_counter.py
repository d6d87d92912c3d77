"""Many workers, one counter, and no lost updates."""

from collections.abc import Callable


def count_visitors(
    doors: int,
    admit: Callable[[int], int],
    load: Callable[[], int],
    store: Callable[[int], None],
) -> int:
    """Let a group in at each door, and add all groups to the counter in the hall.

    Args:
        doors: how many workers to start, numbered from 0.
        admit: lets in the group at one door, which takes long; returns its size.
        load: returns the number that the counter shows.
        store: sets the number that the counter shows.

    Returns:
        What the counter shows when all workers have finished.
    """
    raise NotImplementedError
