"""Which accepted cases an instructor should look at: those of which little could be tried."""

from __future__ import annotations

from collections.abc import Iterator

from grader.model import Judgement
from grader.report.html.order_reading import read_tried
from grader.words import _


def doubts(judgement: Judgement) -> Iterator[str]:
    """Yield what is to be said of each case that passed, though little could be tried of it.

    It took itself out of control, or took too long under it: a program can do either on purpose.
    """
    for case in judgement.cases:
        tried = read_tried(case.explanation)
        if case.verdict.passed and tried is not None and (tried.evaded or tried.slow):
            yield _(
                "{submission} ({exercise}), {case}: passed, but look at it. {sentence}",
                submission=judgement.submission,
                exercise=judgement.exercise,
                case=case.name,
                sentence=tried.sentence,
            )
