"""POS, partial order sampling: each pending step has a random priority, and a new one after it.

A step that is at the same place as the one chosen races with it, and draws a new priority, too.
Source: Yuan, Yang, Gu, "Partial Order Aware Concurrency Sampling", CAV 2018.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option


class Pos:
    """Choose the pending step of the highest priority."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._rng = rng
        self._priorities: dict[str, float] = {}

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        for option in options:
            if option.id not in self._priorities:
                self._priorities[option.id] = self._rng.random()
        best = max(range(len(options)), key=lambda i: self._priorities[options[i].id])
        chosen = options[best]
        for option in options:
            if option.id == chosen.id or (option.op, option.place) == (chosen.op, chosen.place):
                self._priorities.pop(option.id, None)
        return best
