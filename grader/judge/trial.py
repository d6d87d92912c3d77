"""What is known of a submission so far, over all judge processes, and the judgement made of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import grader
from grader.judge.job import Job
from grader.model import CaseResult, Judgement, Verdict
from grader.words import ENGLISH, _

OnCase = Callable[[CaseResult], None]


def ignore(result: CaseResult) -> None:
    """Take a case's result and do nothing."""


@dataclass(slots=True)
class Planned:
    """A case that was collected."""

    name: str
    max_score: float
    visible: bool


class Trial:
    """What is known of a submission so far, over all attempts."""

    def __init__(self, job: Job, on_case: OnCase) -> None:
        self._job = job
        self._on_case = on_case
        self._started_at = datetime.now(UTC)
        self._started = time.monotonic()
        self._results: dict[str, CaseResult] = {}
        self.planned: dict[str, Planned] = {}
        self.tried: set[str] = set()
        """The cases that have cost a box before they could be tried in all orders."""
        self.faults: list[str] = []
        self.complete = False

    @property
    def done(self) -> frozenset[str]:
        """Return the names of the cases that have a result."""
        return frozenset(self._results)

    @property
    def scored(self) -> int:
        """Return how many cases have a result that is the student's, not ours."""
        return sum(result.verdict.scored for result in self._results.values())

    @property
    def progress(self) -> int:
        """Return a number that grows with each box that was of use; it has a bound."""
        return self.scored + len(self.tried)

    def plan(self, cases: Iterable[Mapping[str, Any]]) -> None:
        """Take the suite's cases. The first list counts: the program may have a hand in a name."""
        self.planned = self.planned or {case["name"]: Planned(**case) for case in cases}

    def leave(self, name: str) -> None:
        """Note that a case has cost its box before it could be tried in all orders."""
        if name in self.planned:
            self.tried.add(name)

    def add(self, result: CaseResult) -> None:
        """Take a case's result; the first one counts, and no case that was never planned."""
        if self.planned and result.name not in self.planned:
            return
        if result.name not in self._results:
            self._results[result.name] = result
            self._on_case(result)

    def close_open_case(self, name: str, verdict: Verdict, message: str, help: str = "") -> None:
        """Fail a case that was running when its judge or its box went away."""
        # Of what was never collected nobody knows the worth, and nothing invented may count.
        planned = self.planned.get(name) or Planned(name, 0.0, False)
        self.add(
            CaseResult(
                name=name,
                verdict=verdict,
                score=0.0,
                max_score=planned.max_score,
                wall_seconds=0.0,
                visible=planned.visible,
                message=message,
                help=help,
            )
        )

    def close_uncollected(self, file: str, text: str) -> None:
        """Let a test file that cannot be imported be seen; only its last line: no test's source."""
        lines = text.strip().splitlines() or [_("no reason is known")]
        last = lines[-1].removeprefix("E").strip()
        message = _("{file} could not be collected: {error}", file=file, error=last)
        self.close_open_case(file, Verdict.JE, message)

    def judgement(self, sandbox: str) -> Judgement:
        """Return the judgement; what has no result is JE."""
        evidence = "; ".join(self.faults)[-1500:] or _("no reason is known")
        for planned in self.planned.values():
            message = _("Not judged: {evidence}", evidence=evidence)
            self.close_open_case(planned.name, Verdict.JE, message)
        if not self._results:
            message = _("No case was judged: {evidence}", evidence=evidence)
            self.add(whole(self._job, Verdict.JE, message))
        order = {name: index for index, name in enumerate(self.planned)}
        cases = sorted(self._results.values(), key=lambda case: order.get(case.name, len(order)))
        return Judgement(
            submission=self._job.submission.id,
            exercise=self._job.exercise.slug,
            started_at=self._started_at,
            wall_seconds=round(time.monotonic() - self._started, 4),
            sandbox=sandbox,
            grader_version=grader.__version__,
            cases=tuple(cases),
            score=_total(case.score for case in cases),
            max_score=_total(case.max_score for case in cases),
            suite=str(self._job.suite),
            files_digest=self._job.submission.digest,
            language=None if self._job.language == ENGLISH else self._job.language,
        )


def _total(values: Iterator[float]) -> float:
    return round(sum(values), 6)


def whole(job: Job, verdict: Verdict, message: str, help: str = "") -> CaseResult:
    """Return the one case that stands for a submission as a whole."""
    return CaseResult(
        name="submission",
        verdict=verdict,
        score=0.0,
        max_score=job.exercise.points,
        wall_seconds=0.0,
        visible=True,
        message=message,
        help=help,
    )
