"""Random walk: any of those that can go, with the same odds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option


class RandomWalk:
    """Choose by the throw of a die."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._rng = rng

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        return self._rng.randrange(len(options))
