"""The marks of cases: what each of ours says, and which were misspelt.

A test suite may have marks of its own, but none that nobody registered and that is nearly ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pytest

from grader.judge.outcomes import CaseEnded
from grader.model import Budget, Granularity, Limits, Verdict
from grader.words import _

OURS = (
    "points(n): what the case is worth; 1 by default",
    "weight(n): another name for points",
    "visible: the student may see the case",
    "hint(text): what the student reads when the case fails",
    "limits(**limits): ceilings of this case, as in the manifest",
    "requires(name): not run when that case failed",
    "schedules(n, seconds=3, granularity='lines'): tried in up to n orders of its steps",
)
"""As pytest is told of them."""

LIKENESS = 0.8
"""How like a known mark an unknown one is when it is taken for a slip of the pen, up to 1."""
OF_THE_BOX = frozenset({"memory_bytes", "cpus", "files", "shared_memory_bytes"})
"""Limits that all of a submission's cases share."""
_LIMITS = frozenset(field.name for field in fields(Limits))


def points(item: pytest.Item) -> float:
    """Return what a case is worth while it counts."""
    mark = next((m for m in item.iter_markers() if m.name in ("points", "weight")), None)
    return float(mark.args[0]) if mark is not None and mark.args else 1.0


def is_visible(item: pytest.Item, visible_tests: Path) -> bool:
    """Tell whether the student may see a case; she has all that is in the folder."""
    below = Path(item.path).is_relative_to(visible_tests)
    return below or item.get_closest_marker("visible") is not None


def hints(item: pytest.Item) -> list[str]:
    """Return what the student reads when the case fails."""
    return [str(mark.args[0]) for mark in item.iter_markers("hint") if mark.args]


def required(item: pytest.Item) -> Iterator[str]:
    """Name the functions whose cases must have passed."""
    for mark in item.iter_markers("requires"):
        yield from mark.args


def limits(item: pytest.Item, default: Limits) -> Limits:
    """Return a case's ceilings. Raises pytest.UsageError."""
    changes: dict[str, Any] = {}
    for mark in reversed(list(item.iter_markers("limits"))):
        changes |= mark.kwargs
    for key in changes.keys() - _LIMITS:
        raise pytest.UsageError(f"{item.nodeid}: there is no limit {key!r}")
    for key in changes.keys() & OF_THE_BOX:
        raise pytest.UsageError(f"{item.nodeid}: {key} is a limit of all cases, in the manifest")
    for key, value in changes.items():
        if type(value) not in (int, float) or not value > 0:
            raise pytest.UsageError(f"{item.nodeid}: {key} must be a number above 0")
    return replace(default, **changes)


def budget(item: pytest.Item, default: Budget) -> Budget | None:
    """Return how many orders a case is tried in, and how long; None where only as it comes.

    Raises pytest.UsageError.
    """
    mark = item.get_closest_marker("schedules")
    found = default if mark is None else _budget_of(mark, default, item.nodeid)
    return found if found.orders else None


def _budget_of(mark: pytest.Mark, default: Budget, nodeid: str) -> Budget:
    orders = mark.args[0] if mark.args else default.orders or Budget().orders
    try:
        granularity = mark.kwargs.get("granularity", default.granularity)
        changes = {**mark.kwargs, "orders": int(orders)}
        if granularity is not None:
            changes["granularity"] = Granularity(granularity)
        return replace(default, **changes)
    except (TypeError, ValueError) as error:
        raise pytest.UsageError(f"{nodeid}: a schedules mark that says nothing: {error}") from None


def misspelt(item: pytest.Item) -> CaseEnded | None:
    """Return the reason that ends a case one of whose marks nearly is a known one, or None."""
    known = {_name(line) for line in item.config.getini("markers")}
    for mark in item.iter_markers():
        near = [] if mark.name in known else get_close_matches(mark.name, known, 1, LIKENESS)
        if near:
            return CaseEnded(
                Verdict.JE,
                _("The test has a mark {mark} that nobody knows.", mark=repr(mark.name)),
                help=_(
                    "Did you mean `{near}`? Otherwise register it in a conftest.py.", near=near[0]
                ),
            )
    return None


def _name(line: str) -> str:
    return line.partition(":")[0].partition("(")[0].strip()
