"""What several commands do the same way."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from grader.commands.base import Streams
from grader.exercises import Catalogue, find
from grader.model import Exercise
from grader.report.plain import plain
from grader.report.replaying import on_lines
from grader.sandbox.base import Driver
from grader.sandbox.choose import choose
from grader.words import ENGLISH, _


def pick(slugs: Iterable[str], every: Catalogue) -> tuple[Exercise, ...]:
    """Find the exercises that were asked for, in that order; all, where none was."""
    chosen = tuple(find(slug, every) for slug in dict.fromkeys(slugs))
    return chosen or tuple(every.exercises[slug] for slug in sorted(every.exercises))


def replay_options(exercises: Path | None, lang: str = ENGLISH) -> tuple[str, ...]:
    """Return what `grader replay` has to be told as well: where the exercises are, the language."""
    folder = () if exercises is None else ("--exercises", str(exercises))
    return folder if lang == ENGLISH else (*folder, "--lang", lang)


def say_replay(about: str, command: str, streams: Streams) -> None:
    """Name the command that runs a failure again, on several lines where it is a long one."""
    told = _("{what} failed in an order of steps that can be seen again:", what=plain(about))
    streams.say(f"\n{told}")
    streams.say("\n".join(f"  {line}" for line in on_lines(command, streams.out.width - 2)))


def warn_of_errors(every: Catalogue, streams: Streams) -> None:
    """Name the exercises that could not be read, and go on without them."""
    for error in every.errors.values():
        streams.note(f"Left out: {error}")


def prepare(name: str, *, trusted: bool, streams: Streams) -> Driver:
    """Choose a sandbox, make it ready, and say what it does not isolate.

    Raises:
        SandboxUnavailable: when there is none that may be used.
    """
    driver = choose(name, trusted=trusted, report=streams.note)
    driver.prepare()
    gaps = driver.gaps()
    if gaps:
        streams.note(f"Sandbox: {driver.name}. It does not isolate everything:")
        for gap in gaps:
            streams.note(f"  - {gap}")
    else:
        streams.note(f"Sandbox: {driver.name}")
    return driver
