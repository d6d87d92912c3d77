"""Everything decided about one submission. `docs/judgement.md` gives its form on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grader.model.schedule import replayed
from grader.model.verdict import Verdict, worst

VERSION = 1

Explanation = Mapping[str, Any]
"""JSON data that explains a failure; `docs/judgement.md` lists its kinds and keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseResult:
    """Hold the outcome of one case."""

    name: str
    verdict: Verdict
    score: float
    max_score: float
    wall_seconds: float
    visible: bool
    message: str
    """What happened, in one or a few plain sentences; empty when accepted."""
    help: str
    """What to do about it; empty when there is nothing to say."""
    explanation: Explanation | None = None
    stdout: str = ""
    """What the case printed, both streams, cut to a readable length."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Hold everything decided about one submission for one exercise."""

    submission: str
    exercise: str
    started_at: datetime
    """With its time zone, UTC."""
    wall_seconds: float
    sandbox: str
    grader_version: str
    cases: tuple[CaseResult, ...]
    score: float
    max_score: float
    suite: str | None = None
    """Which cases were run: `all`, or the `visible` ones; None where it is not known."""
    files_digest: str | None = None
    """The digest of the files that were judged; None where it is not known."""
    language: str | None = None
    """The code of the language that its texts are in; None for English."""

    @property
    def verdict(self) -> Verdict:
        """Return the worst verdict of the cases."""
        return worst(case.verdict for case in self.cases)


def can_be_replayed(case: CaseResult) -> bool:
    """Tell whether a case's failure can be run again, step by step."""
    told = (case.explanation or {}).get("schedule")
    if not isinstance(told, Mapping):
        return False
    try:
        replayed(told)
    except ValueError:
        return False
    return True
