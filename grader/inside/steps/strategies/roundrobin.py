"""Round-robin: each in turn, after as many steps as the seed says."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option


class RoundRobin:
    """Give each task the same number of steps."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._quantum = 1 + int(schedule["seed"]) % 5
        self._taken = 0

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        if stays is not None and self._taken < self._quantum - 1:
            self._taken += 1
            return stays
        self._taken = 0
        return 0 if stays is None else (stays + 1) % len(options)
