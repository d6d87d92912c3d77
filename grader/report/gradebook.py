"""Judgements as a CSV gradebook: one row a submission, the header first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC

from grader.model import Judgement
from grader.scoring import points, tally

COLUMNS = (
    "submission",
    "exercise",
    "verdict",
    "score",
    "max_score",
    "ungraded_points",
    "cases_passed",
    "cases",
    "started_at",
    "wall_seconds",
    "sandbox",
    "grader_version",
)

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that a spreadsheet would run: https://owasp.org/www-community/attacks/CSV_Injection"""


def render(judgements: Iterable[Judgement]) -> str:
    """Write a gradebook, sorted by submission and exercise. Write it to a file with newline="".

    The score of a submission with a judge error is left empty: what is there is not its mark, and
    a zero or a part of it must not find its way into one.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for judgement in sorted(judgements, key=lambda each: (each.submission, each.exercise)):
        writer.writerow([neutralise(cell) for cell in _row(judgement)])
    return text.getvalue()


def neutralise(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _row(judgement: Judgement) -> tuple[str, ...]:
    graded = judgement.verdict.scored
    return (
        judgement.submission,
        judgement.exercise,
        judgement.verdict.value,
        points(judgement.score) if graded else "",
        points(judgement.max_score),
        points(tally(judgement.cases).ungraded if judgement.cases else judgement.max_score),
        str(sum(case.verdict.passed for case in judgement.cases)),
        str(len(judgement.cases)),
        judgement.started_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        f"{judgement.wall_seconds:.2f}",
        judgement.sandbox,
        judgement.grader_version,
    )
