"""`grader list`: the exercises that there are."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.commands.arguments import add_exercises
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import warn_of_errors
from grader.exercises import catalogue
from grader.model import Exercise
from grader.report.plain import counted
from grader.report.terminal import listing
from grader.report.topicmap import topic_map


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say what to list, and how."""

    exercises: Path | None = None
    json: bool = False
    map: bool = False


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    add_exercises(parser)
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="write JSON in place of a table")
    form.add_argument(
        "--map", action="store_true", help="write Markdown: topics, and an order to learn them in"
    )


def run(options: Options, streams: Streams) -> Exit:
    """List the exercises, the easy ones first. Broken ones are named, and make the exit 2."""
    every = catalogue(options.exercises)
    exercises = sorted(every.exercises.values(), key=lambda each: (each.difficulty, each.slug))
    if options.json:
        streams.say(as_json(exercises))
    elif options.map:
        streams.say(topic_map(exercises).rstrip("\n"))
    else:
        streams.out.print(listing(exercises))
        streams.say(f"\n{counted(len(exercises), 'exercise')}. Begin one: grader start SLUG")
    warn_of_errors(every, streams)
    return Exit.USAGE if every.errors else Exit.OK


def as_json(exercises: Iterable[Exercise]) -> str:
    """Write the exercises as JSON: a list with an object for each."""
    data = [
        {
            "slug": exercise.slug,
            "title": exercise.title,
            "topics": exercise.topics,
            "difficulty": exercise.difficulty,
            "points": exercise.points,
            "files": exercise.files,
            "prerequisites": exercise.prerequisites,
        }
        for exercise in exercises
    ]
    return json.dumps(data, indent=2, ensure_ascii=False)


COMMAND = Command(
    name="list",
    summary="list the exercises",
    examples=(
        "grader list",
        "grader list --exercises my-course/exercises --json",
        "grader list --map",
    ),
    arguments=arguments,
    options=Options,
    run=run,
)
