"""The latest first: who starts others goes on while it can; of those, who was started last goes.

All are started before any of them works, and then they work in the opposite order: that shows at
once what a program only gets right because tasks mostly come in the order of their starts.

With the parameter `at_once` nobody waits until all are started: each goes as if it were called.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option


class Latest:
    """Choose the last of those that nobody here has started, or the last of all."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._at_once = bool((schedule.get("parameters") or {}).get("at_once"))

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        if self._at_once:
            return len(options) - 1
        names = {option.id for option in options}
        return max(
            index
            for index, option in enumerate(options)
            if not any(above in names for above in _above(option.id))
        )


def _above(name: str) -> list[str]:
    """Return the tasks that a task descends from, as its name says: `0.2.1` has `0.2` and `0`."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts))]
