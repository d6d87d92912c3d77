"""`grader start`: what a student needs to begin an exercise.

DIR/README.md      the statement, in the language asked for if there is one
DIR/<starter>.py   the file to work in
DIR/tests/         the visible tests
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.commands.arguments import add_exercises, add_language
from grader.commands.base import Command, Exit, Streams
from grader.errors import UsageError
from grader.exercises import catalogue, find
from grader.model import Exercise
from grader.words import ENGLISH, _, set_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say which exercise goes where."""

    slug: str
    folder: Path | None = None
    exercises: Path | None = None
    force: bool = False
    lang: str = ENGLISH


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
    add_language(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Copy an exercise without its hidden tests, and say what to do next."""
    set_language(options.lang)
    exercise = find(options.slug, catalogue(options.exercises))
    folder = options.folder or Path(exercise.slug)
    copies = tuple(handout(exercise, folder, options.lang))
    if not options.force:
        _refuse_to_overwrite(copies)
    for copy in copies:
        copy.target.parent.mkdir(parents=True, exist_ok=True)
        copy.target.write_bytes(copy.source.read_bytes())
    streams.say(
        _(
            "{exercise}: {count} files written to {folder}/",
            exercise=exercise.title,
            count=len(copies),
            folder=folder,
        )
    )
    streams.say(_("  1. Read {file}", file=folder / "README.md"))
    streams.say(_("  2. Write your solution in {file}", file=folder / exercise.files[0]))
    lang = "" if options.lang == ENGLISH else f" --lang {options.lang}"
    streams.say(_("  3. Try it: {command}", command=f"grader check {folder}{lang}"))
    if exercise.statement_in(options.lang) is None:
        streams.say(_("There is no statement in this language yet: it is the English one."))
    return Exit.OK


def handout(exercise: Exercise, folder: Path, language: str = ENGLISH) -> Iterator[_Copy]:
    """Name what a student gets, and where it goes."""
    statement = exercise.statement_in(language) or exercise.statement
    yield _Copy(source=statement, target=folder / "README.md")
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
    examples=("grader start producer-consumer", "grader start lock-counter week-3 --lang zh"),
    arguments=arguments,
    options=Options,
    run=run,
)
