"""`grader start`: what a student needs to begin an exercise.

DIR/README.md      the statement
DIR/<starter>.py   the file to work in
DIR/tests/         the visible tests
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.commands.arguments import add_exercises
from grader.commands.base import Command, Exit, Streams
from grader.errors import UsageError
from grader.exercises import catalogue, find
from grader.model import Exercise


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say which exercise goes where."""

    slug: str
    folder: Path | None = None
    exercises: Path | None = None
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copy:
    source: Path
    target: Path


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("slug", metavar="SLUG", help="the exercise, as `grader list` names it")
    parser.add_argument(
        "folder", metavar="DIR", nargs="?", type=Path, help="where to (default: ./SLUG)"
    )
    parser.add_argument("--force", action="store_true", help="overwrite files that are there")
    add_exercises(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Copy an exercise without its hidden tests, and say what to do next."""
    exercise = find(options.slug, catalogue(options.exercises))
    folder = options.folder or Path(exercise.slug)
    copies = tuple(handout(exercise, folder))
    if not options.force:
        _refuse_to_overwrite(copies)
    for copy in copies:
        copy.target.parent.mkdir(parents=True, exist_ok=True)
        copy.target.write_bytes(copy.source.read_bytes())
    streams.say(f"{exercise.title}: {len(copies)} files written to {folder}/")
    streams.say(f"  1. Read {folder / 'README.md'}")
    streams.say(f"  2. Write your solution in {folder / exercise.files[0]}")
    streams.say(f"  3. Try it: grader check {folder}")
    return Exit.OK


def handout(exercise: Exercise, folder: Path) -> Iterator[_Copy]:
    """Name what a student gets, and where it goes."""
    yield _Copy(source=exercise.statement, target=folder / "README.md")
    for file in exercise.files:
        # Only the starter is sure to be there: the other files may be the student's to make.
        if (exercise.root / file).is_file():
            yield _Copy(source=exercise.root / file, target=folder / file)
    for test in sorted(exercise.visible_tests.rglob("*.py")):
        name = test.relative_to(exercise.visible_tests)
        yield _Copy(source=test, target=folder / "tests" / name)


def _refuse_to_overwrite(copies: tuple[_Copy, ...]) -> None:
    there = [copy.target for copy in copies if copy.target.exists()]
    if there:
        raise UsageError(
            f"{', '.join(map(str, there))} would be overwritten.",
            hint="Name another folder, or overwrite with --force.",
        )


COMMAND = Command(
    name="start",
    summary="begin an exercise: statement, starter and visible tests",
    examples=("grader start producer-consumer", "grader start lock-counter week-3"),
    arguments=arguments,
    options=Options,
    run=run,
)
