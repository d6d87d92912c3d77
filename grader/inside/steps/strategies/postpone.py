"""Postpone: whoever is about to change something waits until nobody else can come that far.

All look before anybody acts, which is what a check that is not one with its act can't stand, nor an
update that is not one step. Source: Sen, "Race Directed Random Testing of Concurrent Programs",
PLDI 2008, with all lines that change something as targets, in place of a pair known to race.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option

ALWAYS = 100


class Postpone:
    """Choose the changes last."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        parameters = schedule.get("parameters") or {}
        self._rng = rng
        self._percent = int(parameters.get("percent", ALWAYS))
        self._places = {(str(file), int(line)) for file, line in schedule.get("places") or []}
        self._held: dict[str, bool] = {}
        """What was decided of each task for where it stands."""

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        free = [index for index, option in enumerate(options) if not self._is_held(option)]
        chosen = stays if stays in free else self._rng.choice(free or range(len(options)))
        self._held.pop(options[chosen].id, None)
        return chosen

    def _is_held(self, option: Option) -> bool:
        if option.id not in self._held:
            self._held[option.id] = (
                self._changes(option) and self._rng.randrange(100) < self._percent
            )
        return self._held[option.id]

    def _changes(self, option: Option) -> bool:
        """Tell whether a task is about to change something; a bytecode says so by itself."""
        return option.op == "line" and (
            option.what.startswith("write ") or (not option.what and option.place in self._places)
        )
