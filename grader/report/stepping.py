"""Walk through an order of steps, one at a time, with the source around each."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

from rich.console import Console, Group, RenderableType
from rich.rule import Rule
from rich.text import Text

from grader.model import CaseResult
from grader.report.html.order import Order, Step, moment_of_failure
from grader.report.html.order_rows import Row, Switch
from grader.report.lanetext import Drawing, cut, drawing_of
from grader.report.plain import plain
from grader.words import _

AROUND = 4
"""Lines of source above and below the one that is run."""
LANE_LINES = 16
"""How many lines of the lanes stay on the screen."""

Ask = Callable[[], str]


def walk(
    case: CaseResult,
    order: Order,
    sources: Mapping[str, str],
    console: Console,
    *,
    ask: Ask | None = None,
) -> None:
    """Show step after step: one a time where somebody can answer, else all of them."""
    if ask is None and console.is_terminal and sys.stdin.isatty():
        ask = _ask(console)
    fails = moment_of_failure(case.verdict)
    drawing = drawing_of(
        order, console.width, fails=fails, ascii_only=console.options.ascii_only, folded=False
    )
    lanes: list[Text] = list(drawing.head())
    heads = len(lanes)
    if ask is None:
        console.print(Group(*lanes))
    for step, drawn in _stops(drawing):
        lanes += drawn
        source = _source(step, sources, drawing)
        if ask is None:
            console.print(Group(*drawn, *source))
            continue
        shown = [*lanes[:heads], *lanes[heads:][-LANE_LINES:]]
        if not _stop(console, Group(*shown, Text(), *source), ask):
            return
    if not any(step.failed for step in order.steps):
        console.print(drawing.end())


def _stops(drawing: Drawing) -> Iterator[tuple[Step | None, Sequence[Text]]]:
    """Return what is drawn up to each step, and the step; a switch comes with what follows it."""
    drawn: list[Text] = []
    for row in drawing.rows:
        drawn += drawing.row(row)
        if not isinstance(row, Switch):
            yield (row.step if isinstance(row, Row) else None), drawn
            drawn = []


def _stop(console: Console, shown: RenderableType, ask: Ask) -> bool:
    """Show a screen and wait; tell whether to go on."""
    console.clear()
    console.print(shown)
    console.print(Text(_("Enter: the next step   q: end"), style="dim"), end=" ")
    return ask().strip().lower() not in ("q", "quit")


def _ask(console: Console) -> Ask:
    """Read lines from the keyboard; its end is an end, too."""
    return lambda: sys.stdin.readline() or "q"


def _source(
    step: Step | None, sources: Mapping[str, str], drawing: Drawing
) -> Iterator[RenderableType]:
    """Show the lines around a step, with a sign before the one that it is at."""
    if step is None or step.line is None or step.file not in sources:
        return
    lines = sources[step.file].split("\n")
    first = max(1, step.line - AROUND)
    task = drawing.order.task(step.task)
    yield Rule(Text(plain(f"{task.name}, {step.file}:{step.line}")), style="dim", align="left")
    for number, line in enumerate(islice(lines, first - 1, step.line + AROUND), start=first):
        here = number == step.line
        text = f"{'>' if here else ' '} {number:>4}  {plain(line)}"
        yield Text(cut(text, drawing.width, drawing.signs.more), style="bold" if here else "dim")
    yield Text()
