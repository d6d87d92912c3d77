"""A result that is computed in another process, and the event that says it is there."""

from collections.abc import Callable
from typing import Any


class Oracle:
    """Ponders in a process of its own, and lets everybody know when the answer is there."""

    def __init__(self, ponder: Callable[[], Any]) -> None:
        """Start a process that calls `ponder()`, and do not wait for it."""
        raise NotImplementedError

    def is_ready(self) -> bool:
        """Tell at once whether the answer is there."""
        raise NotImplementedError

    def wait(self) -> None:
        """Return when the answer is there."""
        raise NotImplementedError

    def look(self) -> Any:
        """Return the answer, at once.

        Raises:
            LookupError: there is no answer yet.
            RuntimeError: `ponder` has raised an exception; the text is that of the exception.
        """
        raise NotImplementedError

    def join(self) -> None:
        """Return when the process has ended, and all else that was started."""
        raise NotImplementedError
