"""Barge: between a task's being woken and its going on, another one of its kind goes first.

Who comes to a lock that a waiting task has passed is held back there until that one is woken, and
then goes before it, and takes what the woken one was woken for: a check that is made once, before
the wait, can't stand that. Who was woken then goes on at once, before anybody can make up for it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

from ..tasks import Option

Place = tuple[str, int]


class Barge:
    """Choose who may overtake a woken task, then that task.

    Of the others each goes on for as long as it can. Where the schedule has a parameter `latest`,
    the next one is the first that was started (0) or the last (1), else any.
    """

    def __init__(self, rng: random.Random, schedule: dict[str, Any]) -> None:
        self._rng = rng
        self._latest = (schedule.get("parameters") or {}).get("latest")
        self._passed: dict[str, set[Place]] = {}
        """Where each task has taken locks since it last waited."""
        self._waiting: set[str] = set()
        """Who has begun to wait, and has not been seen elsewhere since."""
        self._asleep: set[str] = set()
        """Those of them that could not go for a while; when they can, they have been woken."""
        self._barging: tuple[str, Place] | None = None
        self._overtaken: str | None = None

    def choose(self, options: Sequence[Option], stays: int | None) -> int:
        self._look(options)
        chosen = self._choose(options, stays)
        option = options[chosen]
        if option.op == "wait":
            self._waiting.add(option.id)
            self._asleep.discard(option.id)
        elif option.op == "acquire":
            self._passed.setdefault(option.id, set()).add(option.place)
        return chosen

    def _look(self, options: Sequence[Option]) -> None:
        """Take in who is where."""
        self._asleep |= self._waiting - {option.id for option in options}
        for option in options:
            if option.id in self._waiting and option.op != "wait":  # It goes on.
                self._waiting.discard(option.id)
                self._asleep.discard(option.id)
                self._passed.pop(option.id, None)
                if option.id == self._overtaken:
                    self._overtaken = self._barging = None

    def _choose(self, options: Sequence[Option], stays: int | None) -> int:
        by_name = {option.id: index for index, option in enumerate(options)}
        for index, option in enumerate(options):
            if option.op == "acquire" and (option.id, option.place) == self._barging:
                return index  # It has tried already, and the lock was not free.
        if self._overtaken in by_name:
            return by_name[self._overtaken]
        woken = [name for name in by_name if name in self._asleep]
        held = [index for index, option in enumerate(options) if self._is_held(option)]
        for name in woken if self._overtaken is None else ():
            ahead = [i for i in held if options[i].place in self._passed.get(name, ())]
            if ahead:
                chosen = self._rng.choice(ahead)
                self._barging, self._overtaken = (options[chosen].id, options[chosen].place), name
                return chosen
        free = [i for name, i in by_name.items() if name not in woken and i not in held]
        return self._one_of(free or range(len(options)), stays)

    def _one_of(self, indices: Sequence[int], stays: int | None) -> int:
        if stays is not None and stays in indices:
            return stays
        if self._latest is None:
            return self._rng.choice(indices)
        return indices[-1 if self._latest else 0]

    def _is_held(self, option: Option) -> bool:
        """Tell whether a task is about to take a lock where one that waits has taken it."""
        return option.op == "acquire" and any(
            option.place in self._passed.get(name, ())
            for name in self._waiting
            if name != option.id
        )
