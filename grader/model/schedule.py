"""The order in which the concurrent tasks of a program took their steps, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Granularity(StrEnum):
    """Name how often a task stops so that another may go."""

    PRIMITIVES = "primitives"
    """At operations of locks, queues, pipes, processes, … and calls of the test alone."""
    LINES = "lines"
    """There, and before each line of the submission's own files."""
    BYTECODES = "bytecodes"
    """There, and before each bytecode of these lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """Say in how many orders a case is tried, and for how long."""

    orders: int = 100
    """0: the case runs once, as it comes."""
    seconds: float = 3.0
    """After so long no more are begun, once there were some; after four times that, none."""
    granularity: Granularity | None = None
    """The only one; None tries all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Say how one run of a case is to be ordered, or how it was.

    With the strategy `replay` the choices alone decide; with any other, the seed does.
    """

    strategy: str
    seed: int = 0
    granularity: Granularity = Granularity.LINES
    choices: tuple[str, ...] = ()
    """The task that went on, by id, at each step where more than one could."""
    python: str = ""
    """The minor version that the choices were made under: another one may take other steps."""
    parameters: Mapping[str, int] | None = None
    """What the strategy wants to know besides: depths and bounds, by name."""
    places: tuple[tuple[str, int], ...] = ()
    """Files and lines that the strategy takes an interest in."""

    def as_data(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "strategy": self.strategy,
            "seed": self.seed,
            "granularity": str(self.granularity),
            "choices": list(self.choices),
            "python": self.python,
            "parameters": dict(self.parameters or {}),
            "places": [list(place) for place in self.places],
        }


def replayed(data: Mapping[str, Any]) -> Schedule:
    """Return the schedule that repeats the one that a judgement's `schedule` tells of.

    Raises:
        ValueError: when it is no schedule that can be replayed.
    """
    choices, granularity = data.get("choices"), data.get("granularity")
    parameters = data.get("parameters")
    if not data.get("replayable") or not isinstance(choices, list | tuple):
        raise ValueError("this run cannot be replayed")
    return Schedule(
        strategy="replay",
        granularity=Granularity(str(granularity)),
        choices=tuple(map(str, choices)),
        python=str(data.get("python") or ""),
        parameters={str(name): int(value) for name, value in (parameters or {}).items()},
    )
