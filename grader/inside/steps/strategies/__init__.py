"""How the director chooses, one way a module; adding one touches its module and `STRATEGIES`."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from ..tasks import Option
from . import barge, guided, latest, pct, pos, postpone, randomwalk, roundrobin, switches


class Strategy(Protocol):
    """Choose who goes next, at each step where more than one could."""

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        """Return the index of the task that goes; `stays` is who went last, if it can go on."""


Make = Callable[[random.Random, dict[str, Any]], Strategy]

STRATEGIES: dict[str, Make] = {
    "random": randomwalk.RandomWalk,
    "pct": pct.Pct,
    "pos": pos.Pos,
    "latest": latest.Latest,
    "barge": barge.Barge,
    "postpone": postpone.Postpone,
    "roundrobin": roundrobin.RoundRobin,
    "switches": switches.Switches,
    "dfs": guided.Guided,
    "replay": guided.Guided,
}


def make(schedule: dict[str, Any]) -> Strategy:
    """Return the strategy that a schedule names. Raises KeyError."""
    name = str(schedule["strategy"])
    rng = random.Random(f"{name} {schedule['seed']}")
    return STRATEGIES[name](rng, schedule)
