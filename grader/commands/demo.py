"""`grader demo`: a sample class, graded.

OUT/submissions/student-01/producer_consumer.py …    the class, made of known solutions
OUT/grades/index.html …                              what `grader grade` makes of it
"""

from __future__ import annotations

import random
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.commands import grade
from grader.commands.arguments import add_jobs, add_language, add_sandbox
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import pick
from grader.errors import UsageError
from grader.exercises import catalogue
from grader.expectations import KnownSolution, known_solutions
from grader.model import Exercise
from grader.words import ENGLISH, _, set_language

DEFAULT_OUT = Path("grader-demo")
SHOWN = ("producer-consumer", "semaphore-worker", "join-before-drain", "lock-counter")
"""Enough to see what a report looks like, in about a minute."""
STUDENTS = 8
SEED = 11
"""The class is the same each time, so that two people see the same report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say where the class and its grades go."""

    slugs: Sequence[str] = ()
    out: Path = DEFAULT_OUT
    sandbox: str = "auto"
    jobs: int = 1
    lang: str = ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Hold one file of the class."""

    path: Path
    """Below the folder of the submissions."""
    content: bytes


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "slugs", metavar="SLUG", nargs="*", help=f"exercises (default: {', '.join(SHOWN)})"
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=DEFAULT_OUT, help="default: ./%(default)s"
    )
    add_sandbox(parser)
    add_jobs(parser)
    add_language(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Write a sample class and grade it, also where nothing isolates: the code is our own."""
    set_language(options.lang)
    every = catalogue()
    slugs = options.slugs or [slug for slug in SHOWN if slug in every.exercises]
    submissions = options.out / "submissions"
    samples = tuple(sample_class(pick(slugs, every)))
    if not samples:
        raise UsageError(
            "These exercises have no known solutions to make a class of.",
            where=str(every.root),
            hint="Run it in another folder, where grader's own exercises are found.",
        )
    _write(samples, submissions)
    students = len({sample.path.parts[0] for sample in samples})
    streams.say(
        _(
            "A sample class of {students} students who handed in {files} files is in {folder}/",
            students=students,
            files=len(samples),
            folder=submissions,
        )
    )
    return grade.run(
        grade.Options(
            submissions=submissions,
            out=options.out / "grades",
            sandbox=options.sandbox,
            jobs=options.jobs,
            trust_submissions=True,
            lang=options.lang,
        ),
        streams,
    )


def sample_class(exercises: Iterable[Exercise]) -> Iterator[Sample]:
    """Deal the known solutions of each exercise out to students, at most one to each."""
    dealer = random.Random(SEED)
    for exercise in exercises:
        hands = list(_deal(known_solutions(exercise), dealer))
        for number, solution in enumerate(hands, start=1):
            for name, content in solution.submission.files.items():
                yield Sample(path=Path(f"student-{number:02}") / name, content=content)


def _deal(solutions: Sequence[KnownSolution], dealer: random.Random) -> Iterator[KnownSolution]:
    """Shuffle solutions, and give a few right ones a second time if there are few."""
    hands = list(solutions)
    while 0 < len(hands) < STUDENTS:
        hands.append(solutions[len(hands) % len(solutions)])
    dealer.shuffle(hands)
    yield from hands[:STUDENTS]


def _write(samples: Iterable[Sample], folder: Path) -> None:
    try:
        for sample in samples:
            path = folder / sample.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(sample.content)
    except OSError as error:
        raise UsageError(
            f"The sample class cannot be written: {error.strerror}.",
            where=str(folder),
            hint="Name another folder with --out DIR.",
        ) from error


COMMAND = Command(
    name="demo",
    summary="grade a sample class, and say which report to open",
    examples=("grader demo", "grader demo lock-counter --out /tmp/demo"),
    arguments=arguments,
    options=Options,
    run=run,
)
