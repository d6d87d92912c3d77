"""A pool of processes that takes orders now, and gives out results later."""

from collections.abc import Callable
from typing import Any


class Kitchen:
    """Some cooks, each of them a process."""

    def __init__(self, cooks: int) -> None:
        """Start a pool of `cooks` processes, at least 1."""
        raise NotImplementedError

    def cook(self, dish: Callable[..., Any], *ingredients: Any) -> Any:
        """Have `dish(*ingredients)` called, wait for it, and return or raise what comes of it."""
        raise NotImplementedError

    def order(self, dish: Callable[..., Any], *ingredients: Any) -> Any:
        """Have `dish(*ingredients)` called, and return a ticket for it at once.

        Raises:
            ValueError: the kitchen is closed.
        """
        raise NotImplementedError

    def is_ready(self, ticket: Any) -> bool:
        """Tell at once whether the call has ended."""
        raise NotImplementedError

    def is_burnt(self, ticket: Any) -> bool:
        """Tell at once whether the call has ended by an exception.

        Raises:
            ValueError: it has not ended.
        """
        raise NotImplementedError

    def collect(self, ticket: Any, seconds: float | None = None) -> Any:
        """Wait for the call to end, and return its result or raise its exception.

        Raises:
            TimeoutError: it has not ended within `seconds`.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Take no more orders, wait until all have been cooked, and end all processes."""
        raise NotImplementedError
