"""Let each task go on for as long as it can, but for some switches that are told apart.

A switch is told by the steps that one task has taken, not by its place among all choices: so each
can be left out, and the others still mean what they meant. That is what makes an order shorter.

    0.1@12>0.2      where 0.1 has taken 12 steps and could go on, 0.2 goes
    >0.2@7          where somebody must come next, 0.2 does if it has taken 7
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option


class Switches:
    """Choose as the switches say; else as little as possible changes."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._given_way: dict[str, str] = {}
        self._next: list[str] = []
        for switch in schedule.get("choices") or []:
            before, _, after = str(switch).partition(">")
            if before:
                self._given_way[before] = after
            else:
                self._next.append(after)

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        if stays is not None:
            wanted = self._given_way.get(_place(options[stays]))
            return next((i for i, option in enumerate(options) if option.id == wanted), stays)
        places = {_place(option): index for index, option in enumerate(options)}
        return next((places[place] for place in self._next if place in places), 0)


def _place(option: Option) -> str:
    return f"{option.id}@{option.steps}"
