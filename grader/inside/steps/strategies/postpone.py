"""Postpone: whoever is about to change something waits until nobody else can come that far.

All look before anybody acts, which is what a check that is not one with its act can't stand, nor an
update that is not one step. Where each task may first change so many things, all look at what is
half done: at what is published before it is ready, and at one of two halves.

Source: Sen, "Race Directed Random Testing of Concurrent Programs", PLDI 2008, with all lines that
change something as targets, in place of a pair known to race.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ..protocol import CALL
from ..tasks import Option

ALWAYS = 100
BEGINNINGS_AND_ENDS = {"begin", "start", "join"}
LOOKS = re.compile(r"get |op __(getitem|contains|len|iter|eq|ne|lt|le|gt|ge|bool|str|repr)__$")
"""How a step is told that only looks at something of the test's, such as `lab.shared` lends."""


class Postpone:
    """Choose the changes last."""

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        parameters = schedule.get("parameters") or {}
        self._rng = rng
        self._percent = int(parameters.get("percent", ALWAYS))
        self._before = int(parameters.get("before", 0))
        """So many changes of each task come before the one at which it first waits."""
        self._changed: Counter[str] = Counter()
        self._places = {(str(file), int(line)) for file, line in schedule.get("places") or []}
        self._at_primitives = schedule.get("granularity") == "primitives"
        self._held: dict[str, bool] = {}
        """What was decided of each task for where it stands, the first to come there first."""

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        free = [index for index, option in enumerate(options) if not self._is_held(option)]
        if self._percent < ALWAYS:
            chosen = self._rng.choice(free or range(len(options)))
        elif stays in free:
            chosen = stays
        elif free:
            chosen = self._rng.choice(free) if self._before else free[0]
        else:
            chosen = self._first_held(options)
        self._held.pop(options[chosen].id, None)
        return chosen

    def _first_held(self, options: Sequence[Option]) -> int:
        """Return who has been held for longest: all go on at the same pace."""
        since = {name: number for number, name in enumerate(self._held)}
        return min(range(len(options)), key=lambda index: since[options[index].id])

    def _is_held(self, option: Option) -> bool:
        if option.id not in self._held:
            self._held[option.id] = self._changes(option) and self._waits(option)
        return self._held[option.id]

    def _waits(self, option: Option) -> bool:
        self._changed[option.id] += 1
        return self._changed[option.id] > self._before and self._rng.randrange(100) < self._percent

    def _changes(self, option: Option) -> bool:
        """Tell whether a task is about to change something; a bytecode says so by itself.

        What a primitive or a call of the test's functions changes is not known: any may.
        """
        if option.op == CALL:
            return LOOKS.match(option.what) is None
        if self._at_primitives:
            return option.op not in BEGINNINGS_AND_ENDS
        if option.op == "line" and not option.what:
            return option.place in self._places
        return option.what.startswith("write ")
