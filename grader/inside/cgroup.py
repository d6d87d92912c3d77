"""What the box's own control group says. Both versions; nothing at all outside a container."""

from __future__ import annotations

_EVENTS = (
    "/sys/fs/cgroup/memory.events",  # version 2
    "/sys/fs/cgroup/memory/memory.oom_control",  # version 1
)


_CEILINGS = (
    "/sys/fs/cgroup/memory.max",
    "/sys/fs/cgroup/memory/memory.limit_in_bytes",
)
_LARGEST_PAGE = 65536
"""The kernel rounds a ceiling to whole pages, in bytes."""


class Memory:
    """Count the processes that the kernel killed for the box's memory."""

    def __init__(self, limit_bytes: int) -> None:
        """Take the box's ceiling: a control group with another one is not the box's own."""
        ceiling = self._ceiling()
        self.counted = ceiling is not None and abs(ceiling - limit_bytes) < _LARGEST_PAGE
        """Whether anybody counts for us: without a container nobody does."""

    def kills(self) -> int:
        """Return how many processes were killed since the box began."""
        return (self._read() or 0) if self.counted else 0

    @staticmethod
    def _ceiling() -> int | None:
        for path in _CEILINGS:
            try:
                with open(path) as file:
                    return int(file.read())
            except (OSError, ValueError):
                continue
        return None

    @staticmethod
    def _read() -> int | None:
        for path in _EVENTS:
            try:
                with open(path) as file:
                    lines = dict(line.split() for line in file)
                return int(lines["oom_kill"])
            except (OSError, KeyError, ValueError):
                continue
        return None
