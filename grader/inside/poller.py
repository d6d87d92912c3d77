"""Wait for several descriptors at once, and call whoever waits for one that can be read."""

from __future__ import annotations

import select
from collections.abc import Callable


class Poller:
    """Know who is to be called for which descriptor."""

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._handlers: dict[int, Callable[[], None]] = {}

    def watch(self, fd: int, handler: Callable[[], None]) -> None:
        """Call `handler` whenever the descriptor can be read."""
        self._epoll.register(fd, select.EPOLLIN)
        self._handlers[fd] = handler

    def unwatch(self, fd: int) -> None:
        """Stop watching a descriptor, before it is closed; one that is not watched is ignored."""
        if self._handlers.pop(fd, None) is not None:
            self._epoll.unregister(fd)

    def serve(self, seconds: float | None) -> None:
        """Wait so long, or without end, until something can be read; call all that wait for it."""
        for fd, _ in self._epoll.poll(seconds):
            # A handler of the same round may have ended another one's watch.
            if (handler := self._handlers.get(fd)) is not None:
                handler()

    def close(self) -> None:
        """Let go of the kernel's part; the descriptors stay open."""
        self._epoll.close()
