"""PCT: always the one of the highest priority, which falls at a few random steps.

Only steps with a real choice are counted. Source: Burckhardt et al., "A Randomized Scheduler with
Probabilistic Guarantees of Finding Bugs", ASPLOS 2010.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option

DEPTH, CHOICES = 3, 60
"""Where the schedule does not say: a bug's depth, and how many choices a run has."""


class Pct:
    """Choose by priorities."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        parameters = schedule.get("parameters") or {}
        depth = int(parameters.get("depth", DEPTH))
        choices = max(1, int(parameters.get("choices", CHOICES)))
        self._rng = rng
        self._falls = {rng.randrange(choices) for _ in range(depth - 1)}
        self._priorities: dict[str, float] = {}
        self._count = 0
        self._lowest = 0.0

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        for option in options:
            if option.id not in self._priorities:
                self._priorities[option.id] = 1.0 + self._rng.random()
        if self._count in self._falls and stays is not None:
            self._lowest -= 1.0
            self._priorities[options[stays].id] = self._lowest
        self._count += 1
        return max(range(len(options)), key=lambda i: self._priorities[options[i].id])
