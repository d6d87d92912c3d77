"""What a batch tells while it judges: whoever draws progress or writes reports listens.

Started ── CaseFinished … ── Finished | Failed        Skipped: it was judged before
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from grader.judge import Job
from grader.model import CaseResult, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """Tell that a job was handed out."""

    job: Job
    slot: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFinished:
    """Tell that one case of a job has its result."""

    job: Job
    case: CaseResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """Tell that a job has its judgement, and that it is stored."""

    job: Job
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Tell that a job was judged before, and was not judged again."""

    job: Job
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """Tell that judging itself failed; the judgement says so with a judge error."""

    job: Job
    judgement: Judgement
    error: BaseException


Event = Started | CaseFinished | Finished | Skipped | Failed
OnEvent = Callable[[Event], None]
OnCase = Callable[[CaseResult], None]


def ignore(_: object) -> None:
    """Do nothing with an event or a case. A function of a module, so that it can be pickled."""
