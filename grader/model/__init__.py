"""Frozen data that every layer may use."""

from grader.model.exercise import Exercise, Limits
from grader.model.judgement import CaseResult, Explanation, Judgement, can_be_replayed
from grader.model.schedule import Budget, Granularity, Schedule, replayed
from grader.model.submission import Submission
from grader.model.verdict import Verdict, worst

__all__ = [
    "Budget",
    "CaseResult",
    "Exercise",
    "Explanation",
    "Granularity",
    "Judgement",
    "Limits",
    "Schedule",
    "Submission",
    "Verdict",
    "can_be_replayed",
    "replayed",
    "worst",
]
