"""`grader doctor`: what this machine has and lacks."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass

from rich.table import Table
from rich.text import Text

from grader.commands.base import Command, Exit, Streams
from grader.sandbox.checks import Check, State, checks


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Ask for nothing in particular."""


STYLES = {State.OK: "green", State.WARN: "yellow", State.MISSING: "bold red"}


def arguments(parser: ArgumentParser) -> None:
    """Add no arguments."""


def run(options: Options, streams: Streams) -> Exit:
    """Show every check with its hint; exit 2 when something is missing that grading needs."""
    results = tuple(checks())
    table = Table.grid(padding=(0, 2))
    for check in results:
        table.add_row(Text(check.state.value, style=STYLES[check.state]), check.name, _say(check))
    streams.out.print(table)
    return Exit.USAGE if any(check.state is State.MISSING for check in results) else Exit.OK


def _say(check: Check) -> Text:
    text = Text(check.detail)
    if check.hint:
        text.append(f"\nHint: {check.hint}")
    return text


COMMAND = Command(
    name="doctor",
    summary="say what this machine has and lacks",
    examples=("grader doctor",),
    arguments=arguments,
    options=Options,
    run=run,
)
