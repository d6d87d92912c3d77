"""Follow given choices, and then let each task go on for as long as it can.

Both replay and depth-first search are this: who searches gives the choices, run after run.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option


class Guided:
    """Choose what was chosen before."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._left = [str(choice) for choice in reversed(schedule.get("choices") or [])]

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        wanted = self._left.pop() if self._left else None
        for index, option in enumerate(options):
            if option.id == wanted:
                return index
        return stays if stays is not None else 0
