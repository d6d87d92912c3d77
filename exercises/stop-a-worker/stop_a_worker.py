"""Stop a process that never ends, and the processes that it has started."""

from collections.abc import Callable
from typing import Any


class Workshop:
    """A master and his apprentices, all of them at work."""

    def __init__(
        self, apprentices: int, prepare: Callable[[], Any], work: Callable[[], Any]
    ) -> None:
        """Start the master, who starts his apprentices.

        Args:
            apprentices: how many processes the master starts.
            prepare: called by each of them first, in its own process.
            work: called by each of them then; may never return.
        """
        raise NotImplementedError

    def stop(self, grace: float) -> int:
        """End all of them: politely, and after `grace` seconds by force.

        Returns:
            The master's exit code.
        """
        raise NotImplementedError
