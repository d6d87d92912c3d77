"""Points arithmetic: what a case earns, what cases add up to, how points are written.

A judge error is never a zero. The case's points stay in `max_score`, since the exercise is worth
what it is worth, but they count as ungraded: the score is a sum of the other cases, there is no
fraction, and the submission is to be graded again.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from grader.model import CaseResult, Judgement, Verdict

DIGITS = 9
"""Sums are rounded to so many decimals: 0.1 + 0.2 is 0.3, and three thirds are 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Hold what cases add up to, in points."""

    score: float
    """What the graded cases earned."""
    max_score: float
    """What all cases are worth, ungraded ones included."""
    ungraded: float
    """What the cases with a judge error are worth."""

    @property
    def fraction(self) -> float | None:
        """Return the part that was earned, 0 to 1; None while points are ungraded or none exist."""
        if self.ungraded or self.max_score <= 0:
            return None
        return self.score / self.max_score


def case_score(verdict: Verdict, max_score: float) -> float:
    """Return what a case earns: all or nothing."""
    return max_score if verdict.passed else 0.0


def add(points: Iterable[float]) -> float:
    """Add points up so that the sum looks as it would on paper."""
    return round(math.fsum(points), DIGITS) + 0.0  # -0.0 + 0.0 is 0.0


def tally(cases: Iterable[CaseResult]) -> Tally:
    """Add cases up."""
    every = tuple(cases)
    return Tally(
        score=add(case.score for case in every if case.verdict.scored),
        max_score=add(case.max_score for case in every),
        ungraded=add(case.max_score for case in every if not case.verdict.scored),
    )


def fraction(judgement: Judgement) -> float | None:
    """Return the part of the points that was earned, 0 to 1; None while it is ungraded."""
    if not judgement.verdict.scored or judgement.max_score <= 0:
        return None
    return judgement.score / judgement.max_score


def points(value: float) -> str:
    """Write points without needless digits: `3`, `2.5`, `0.33`."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
