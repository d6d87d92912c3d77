"""Lay an order out in rows, for a page and for a terminal alike.

 1  │ main          a step: the task of one column goes, the others stand still
 2-9│ ⋯ 8 steps     a fold: a long run of one task, in which nothing another task could notice
    └──────┐        a switch: the next task goes on
10         │ work
⋮                   a gap: steps that nobody kept
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from grader.report.html.order import PLAIN, Order, Step
from grader.words import _, ngettext

FOLD_PLAIN = 4
"""From so many lines in a row, in which nothing of note happens, they are folded."""
FOLD_ANY = 8
"""From so many steps in a row, whatever they are, that no other task could notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A step, or a few at the same line and of the same kind."""

    lane: int
    steps: tuple[Step, ...]
    opens: bool = False
    """Whether it is the first since another task went."""
    closes: bool = False

    @property
    def step(self) -> Step:
        """Return the step that is shown: the last of them."""
        return self.steps[-1]

    @property
    def numbers(self) -> str:
        """Write its number, or the first and the last."""
        return _numbers(self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """A run of rows that is shown in one."""

    lane: int
    rows: tuple[Row, ...]

    @property
    def steps(self) -> tuple[Step, ...]:
        """Return its steps."""
        return tuple(step for row in self.rows for step in row.steps)

    @property
    def numbers(self) -> str:
        """Write the numbers of the first step and the last."""
        return _numbers(self.steps)

    @property
    def lines(self) -> str:
        """Write which lines these are: `lines 4-9`; empty where they are not known or not few."""
        places = {(step.file, step.line) for step in self.steps if step.line is not None}
        numbers = sorted(line for _file, line in places if line is not None)
        if not numbers or len({file for file, _line in places}) > 1:
            return ""
        if numbers[0] == numbers[-1]:
            return _("line {line}", line=numbers[0])
        return _("lines {first}-{last}", first=numbers[0], last=numbers[-1])

    @property
    def told(self) -> str:
        """Say how many steps these are, and at which lines."""
        steps = ngettext("{count} step", "{count} steps", len(self.steps))
        return _("{steps}, {lines}", steps=steps, lines=self.lines) if self.lines else steps


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """Another task goes on."""

    source: int
    target: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Steps that are left out."""

    steps: int


AnyRow = Row | Fold | Switch | Gap


def rows_of(order: Order, *, folded: bool = True) -> tuple[AnyRow, ...]:
    """Lay an order out; with nothing `folded`, each step that is told has its row."""
    lanes = {task.id: lane for lane, task in enumerate(order.tasks)}
    head, tail = order.steps[: order.gap], order.steps[order.gap :]
    if not order.left_out:
        return tuple(_blocks(order.steps, lanes, folded))
    gap = Gap(steps=order.left_out)
    return (*_blocks(head, lanes, folded), gap, *_blocks(tail, lanes, folded))


def _blocks(steps: Sequence[Step], lanes: Mapping[str, int], folded: bool) -> Iterator[AnyRow]:
    """Lay steps out, block by block: a block is what one task does before another goes."""
    before: int | None = None
    for task, block in groupby(steps, key=lambda step: step.task):
        if before is not None:
            yield Switch(source=before, target=lanes[task])
        before = lanes[task]
        rows = _merged(tuple(block), before)
        yield from _folded(rows) if folded else rows


def _merged(steps: Sequence[Step], lane: int) -> list[Row]:
    """Show as one what is told twice: the bytecodes of a line, coming to a line and its deed."""
    groups: list[list[Step]] = []
    for step in steps:
        if groups and _same_row(groups[-1][-1], step):
            groups[-1].append(step)
        else:
            groups.append([step])
    last = len(groups) - 1
    return [
        Row(lane=lane, steps=tuple(group), opens=index == 0, closes=index == last)
        for index, group in enumerate(groups)
    ]


def _same_row(before: Step, step: Step) -> bool:
    if replace(before, number=step.number) == step:
        return True
    came = before.op == "line" and not (before.what or before.conflict or before.failed)
    return came and before.line is not None and _place(before) == _place(step)


def _place(step: Step) -> tuple[str, int | None]:
    return step.file, step.line


def _folded(rows: Sequence[Row]) -> Iterator[Row | Fold]:
    """Fold what no other task could notice, where there is much of it."""
    for noticed, run in groupby(rows, key=_is_noticed):
        if noticed:
            yield from run
        else:
            yield from _fold_run(list(run))


def _fold_run(rows: Sequence[Row]) -> Iterator[Row | Fold]:
    if len(rows) >= FOLD_ANY:
        yield Fold(lane=rows[0].lane, rows=tuple(rows))
        return
    for plain, run in groupby(rows, key=lambda row: row.step.op in PLAIN):
        part = tuple(run)
        if plain and len(part) >= FOLD_PLAIN:
            yield Fold(lane=part[0].lane, rows=part)
        else:
            yield from part


def _is_noticed(row: Row) -> bool:
    return row.opens or row.closes or row.step.conflict or row.step.failed


def _numbers(steps: Sequence[Step]) -> str:
    first, last = steps[0].number, steps[-1].number
    return str(first) if first == last else f"{first}-{last}"
