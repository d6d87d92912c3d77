"""Known solutions against their expectations: does an exercise tell right from wrong?

known solutions ──> batch ──> judgements ──> mismatches
                     ^ │
                     │ v     what went as expected, by all that it depends on
                    cache
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.batch import Work, never, run
from grader.events import Event, Failed, Finished, OnEvent, Skipped, ignore
from grader.expectations import KnownSolution, known_solutions
from grader.jobkey import JobKey, code_digest, job_key
from grader.judge import Job, Suite, judge
from grader.manifest import MANIFEST
from grader.model import Exercise, Judgement
from grader.sandbox.base import Driver
from grader.scoring import points
from grader.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Hold what one known solution was to get, and what it got."""

    exercise: Exercise
    solution: KnownSolution
    judgements: tuple[Judgement, ...]
    """One for each repetition that was made."""
    mismatches: tuple[str, ...]
    """What was not as expected, in plain words; empty when all was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Task:
    exercise: Exercise
    solution: KnownSolution


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """One judging of a known solution: the so-manyth."""

    task: _Task
    number: int


SolutionsOf = Callable[[Exercise], Sequence[KnownSolution]]


def verify(
    exercises: Iterable[Exercise],
    driver: Driver,
    *,
    slots: int,
    repeat: int = 1,
    cache: Path | None = None,
    enough: Callable[[], bool] = never,
    on_event: OnEvent = ignore,
    work: Work = judge,
    solutions_of: SolutionsOf = known_solutions,
) -> tuple[Trial, ...]:
    """Judge every known solution of the exercises `repeat` times, all cases, and compare.

    Each is judged once before any is judged again. What went as expected is kept in the folder
    `cache`, and is not judged again there while nothing changes that it depends on. Once there is
    `enough`, nothing more is begun; where that may be, the order is another one each time, so that
    all have their turn in the end. A solution that was not judged at all has no trial.

    Raises:
        ManifestError: when an exercise's expectations are wrong.
        StoreError: when the cache cannot be written.
    """
    tasks = [_Task(exercise=e, solution=s) for e in exercises for s in solutions_of(e)]
    turns = [
        _Turn(task=task, number=number)
        for number in range(1, repeat + 1)
        for task in (tasks if enough is never else random.sample(tasks, len(tasks)))
    ]
    jobs = [_job(turn.task) for turn in turns]
    by_job = {id(job): turn for job, turn in zip(jobs, turns, strict=True)}
    found: dict[int, list[Judgement]] = {id(task): [] for task in tasks}

    def tell(event: Event) -> None:
        if isinstance(event, Finished | Skipped | Failed):
            found[id(by_job[id(event.job)].task)].append(event.judgement)
        on_event(event)

    # All of them at once: the first of the next repetition need not wait for this one's last.
    run(
        jobs,
        driver,
        slots=slots,
        ledger=None if cache is None else _Cache(cache, driver, by_job),
        enough=enough,
        on_event=tell,
        work=work,
    )
    return tuple(
        _trial(task, tuple(judgements))
        for task, judgements in zip(tasks, found.values(), strict=True)
        if judgements
    )


class _Cache:
    """Keep the judgements of all repetitions, each in a folder of its own, as a batch's ledger.

    One judgement a solution is kept there, the last: the folder does not grow with every change.
    """

    def __init__(self, folder: Path, driver: Driver, turns: Mapping[int, _Turn]) -> None:
        numbers = {turn.number for turn in turns.values()}
        self._stores = {number: Store(folder / str(number)) for number in numbers}
        for store in self._stores.values():
            store.prepare()
        self._circumstances = f"{driver.fingerprint()} {code_digest()}"
        self._turns = turns

    def recall(self, job: Job) -> Judgement | None:
        """Return a judgement that is as expected still, though expectations may have changed."""
        judgement = self._store(job).recall(self._key(job))
        if judgement is None or self._mismatches(job, judgement):
            return None
        return judgement

    def keep(self, job: Job, judgement: Judgement) -> None:
        """Store a judgement that is as expected; what is not will be judged again."""
        if not self._mismatches(job, judgement):
            self._store(job).save(judgement, key=self._key(job))

    def _store(self, job: Job) -> Store:
        return self._stores[self._turns[id(job)].number]

    def _mismatches(self, job: Job, judgement: Judgement) -> list[str]:
        return list(_mismatches(self._turns[id(job)].task, judgement))

    def _key(self, job: Job) -> JobKey:
        return job_key(job.submission, job.exercise, suite=job.suite, sandbox=self._circumstances)


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
