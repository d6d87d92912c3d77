"""The map of a course in Markdown: which exercise teaches what, and what comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from grader.model import Exercise
from grader.report.plain import counted


def topic_map(exercises: Iterable[Exercise]) -> str:
    """Write the order to learn in, and the exercises of each topic."""
    ordered = learning_order(exercises)
    known = {exercise.slug for exercise in ordered}
    total = sum(exercise.points for exercise in ordered)
    rows = [_row(place, exercise, known) for place, exercise in enumerate(ordered, start=1)]
    introduction = (
        f"{counted(len(ordered), 'exercise')}, {total:g} points, in an order to learn them in: "
        "each after those that it builds on, the easier ones first."
    )
    lines = [
        "# The exercises",
        "",
        introduction,
        "",
        *_table(("", "Exercise", "Title", "Topics", "Difficulty", "Points", "After"), rows),
        "",
        "## By topic",
        "",
        *_table(("Topic", "Exercises"), _by_topic(ordered)),
    ]
    return "\n".join(lines) + "\n"


def learning_order(exercises: Iterable[Exercise]) -> list[Exercise]:
    """Sort exercises after those that they build on; among equals the easier first.

    Where some build on each other in a circle, all are sorted by difficulty alone.
    """
    by_slug = {exercise.slug: exercise for exercise in exercises}
    sorter = TopologicalSorter(
        {slug: [p for p in each.prerequisites if p in by_slug] for slug, each in by_slug.items()}
    )
    ordered: list[Exercise] = []
    try:
        sorter.prepare()
    except CycleError:
        return sorted(by_slug.values(), key=_ease)
    ready: list[Exercise] = []
    while sorter.is_active():
        ready += [by_slug[slug] for slug in sorter.get_ready()]
        ready.sort(key=_ease)
        easiest = ready.pop(0)
        ordered.append(easiest)
        sorter.done(easiest.slug)
    return ordered


def _ease(exercise: Exercise) -> tuple[int, str]:
    return exercise.difficulty, exercise.slug


def _row(place: int, exercise: Exercise, known: set[str]) -> Sequence[str]:
    return (
        str(place),
        f"`{exercise.slug}`",
        _escaped(exercise.title),
        _escaped(", ".join(exercise.topics)),
        str(exercise.difficulty),
        f"{exercise.points:g}",
        ", ".join(f"`{slug}`" for slug in exercise.prerequisites if slug in known),
    )


def _by_topic(exercises: Iterable[Exercise]) -> list[Sequence[str]]:
    found: dict[str, list[str]] = {}
    for exercise in exercises:
        for topic in exercise.topics:
            found.setdefault(topic, []).append(f"`{exercise.slug}`")
    return [(_escaped(topic), ", ".join(slugs)) for topic, slugs in sorted(found.items())]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterable[str]:
    for row in (head, ["---"] * len(head), *rows):
        yield f"| {' | '.join(row)} |"


def _escaped(text: str) -> str:
    return re.sub(r"[|<*_`\\]", lambda found: f"\\{found[0]}", text)
