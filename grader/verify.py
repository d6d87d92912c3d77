"""Known solutions against their expectations: does an exercise tell right from wrong?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from grader.batch import OnEvent, Work, ignore, run
from grader.expectations import KnownSolution, known_solutions
from grader.judge import Job, Suite, judge
from grader.manifest import MANIFEST
from grader.model import Exercise, Judgement
from grader.sandbox.base import Driver
from grader.scoring import points


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Hold what one known solution was to get, and what it got."""

    exercise: Exercise
    solution: KnownSolution
    judgements: tuple[Judgement, ...]
    """One for each repetition."""
    mismatches: tuple[str, ...]
    """What was not as expected, in plain words; empty when all was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    exercise: Exercise
    solution: KnownSolution


SolutionsOf = Callable[[Exercise], Sequence[KnownSolution]]


def count(exercises: Iterable[Exercise], *, repeat: int = 1) -> int:
    """Tell how many judgements `verify` will make."""
    return repeat * sum(len(known_solutions(exercise)) for exercise in exercises)


def verify(
    exercises: Iterable[Exercise],
    driver: Driver,
    *,
    slots: int,
    repeat: int = 1,
    on_event: OnEvent = ignore,
    work: Work = judge,
    solutions_of: SolutionsOf = known_solutions,
) -> tuple[Trial, ...]:
    """Judge every known solution of the exercises `repeat` times, all cases, and compare.

    Raises:
        ManifestError: when an exercise's expectations are wrong.
    """
    tasks = [_Task(exercise=e, solution=s) for e in exercises for s in solutions_of(e)]
    jobs = [_job(task) for task in tasks]
    judgements = run(jobs * repeat, driver, slots=slots, on_event=on_event, work=work)
    return tuple(_trial(task, judgements[place :: len(tasks)]) for place, task in enumerate(tasks))


def _job(task: _Task) -> Job:
    return Job(exercise=task.exercise, submission=task.solution.submission, suite=Suite.ALL)


def _trial(task: _Task, judgements: tuple[Judgement, ...]) -> Trial:
    found = Counter(text for each in judgements for text in _mismatches(task, each))
    return Trial(
        exercise=task.exercise,
        solution=task.solution,
        judgements=judgements,
        mismatches=tuple(_count_runs(text, n, len(judgements)) for text, n in found.items()),
    )


def _mismatches(task: _Task, judgement: Judgement) -> Iterator[str]:
    expectation, promised = task.solution.expectation, task.exercise.points
    yield from expectation.mismatches(judgement)
    if expectation.full_marks and judgement.max_score != promised:
        worth = points(judgement.max_score)
        yield f"the cases are worth {worth} points, but {MANIFEST} says {points(promised)}"


def _count_runs(text: str, times: int, runs: int) -> str:
    return text if runs == 1 else f"in {times} of {runs} runs: {text}"
