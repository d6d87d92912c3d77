"""An order of steps as a table for a page: a column a task, a column for what they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from grader.report.html.code import Sources
from grader.report.html.order import Order, Step
from grader.report.html.order_rows import AnyRow, Fold, Gap, Row, Switch, rows_of
from grader.words import _

MAX_LANES = 12
"""Tasks beyond share the last column."""
MAX_SHARED = 2
"""Shared things that have a column of their own; more have one together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """The head of a column."""

    name: str
    badge: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """What is shown of a step in its lane."""

    number: str
    line: str
    href: str | None
    code: Markup
    said: str
    """What it did, where neither its line nor the column of the shared things says it."""
    failed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a row."""

    class_: str
    view: StepView | None = None
    folded: tuple[StepView, ...] = ()
    summary: str = ""
    deed: str = ""
    """In a column of shared things: what the step does to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the table."""

    class_: str
    cells: tuple[Cell, ...]
    number: str = ""
    badge: str = ""
    """The letter of the task, at the first row since another one went."""
    gap: int = 0
    """How many steps are left out here."""
    spoken: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """An order, ready to show."""

    lanes: tuple[Lane, ...]
    shared: tuple[str, ...]
    """The heads of the columns for what tasks share."""
    lines: tuple[Line, ...]
    fails: bool
    """Whether one of the steps is the moment of failure."""

    @property
    def columns(self) -> int:
        """Count the columns, the numbers' own included."""
        return 1 + len(self.lanes) + len(self.shared)


def table_of(order: Order, lanes: Sequence[Lane], files: Sources) -> Table:
    """Lay an order out; `lanes` are its tasks' own, in their order."""
    return _Drawing(order, lanes, files).table()


class _Drawing:
    """Draw one table: `table` once, then throw away."""

    def __init__(self, order: Order, lanes: Sequence[Lane], files: Sources) -> None:
        self._order = order
        self._every = lanes
        self._lanes = tuple(lanes[:MAX_LANES])
        if len(lanes) > MAX_LANES:
            rest = _("{count} others", count=len(lanes) - MAX_LANES + 1)
            self._lanes = (*lanes[: MAX_LANES - 1], Lane(name=rest, badge="…", tone=""))
        self._files = files
        things = order.shared
        self._alone = things if 0 < len(things) <= MAX_SHARED else ()
        self._shared = self._alone or (("",) if things else ())
        self._touched: set[int] = set()
        self._left = [self._touching(column) for column in range(len(self._shared))]

    def table(self) -> Table:
        rows = rows_of(self._order)
        return Table(
            lanes=self._lanes,
            shared=self._shared,
            lines=tuple(self._line(row) for row in rows),
            fails=any(step.failed for step in self._order.steps),
        )

    def _touching(self, column: int) -> int:
        return sum(s.conflict and self._column(s) == column for s in self._order.steps)

    def _column(self, step: Step) -> int:
        return self._alone.index(step.what) if self._alone else 0

    def _lane(self, lane: int) -> int:
        return min(lane, len(self._lanes) - 1)

    def _line(self, row: AnyRow) -> Line:
        if isinstance(row, Gap):
            return Line(class_="gap", cells=(), gap=row.steps)
        if isinstance(row, Switch):
            return self._switch(row)
        return self._steps(row)

    def _switch(self, row: Switch) -> Line:
        source, target = self._lane(row.source), self._lane(row.target)
        low, high = sorted((source, target))
        names = {source: "from", target: "to"}
        side = "rightward" if target > source else "leftward"
        cells = [
            Cell(class_=names.get(n, "over" if low < n < high else "off"))
            for n in range(len(self._lanes))
        ]
        lane = self._every[row.target]
        return Line(
            class_=f"switch {side} {lane.tone}",
            cells=(*cells, *(Cell(class_=self._rail(n)) for n in range(len(self._shared)))),
            spoken=_("{task} goes on", task=lane.name),
        )

    def _steps(self, row: Row | Fold) -> Line:
        hot = isinstance(row, Row) and row.step.conflict
        lane = self._lane(row.lane)
        active = self._active(row)
        column = self._column(row.step) if isinstance(row, Row) and hot else -1
        cells = [
            active if n == lane else Cell(class_="off led" if hot and n > lane else "off")
            for n in range(len(self._lanes))
        ]
        shared = [
            self._touch(row.step, n) if isinstance(row, Row) and n == column
            else Cell(class_=f"{self._rail(n)}{' led' if n < column else ''}")
            for n in range(len(self._shared))
        ]  # fmt: skip
        opens = isinstance(row, Row) and row.opens
        return Line(
            class_=f"step {self._every[row.lane].tone}{' hot' if hot else ''}",
            cells=(*cells, *shared),
            number=row.numbers.replace("-", "–"),
            badge=self._every[row.lane].badge if opens else "",
            spoken=self._every[row.lane].name,
        )

    def _rail(self, column: int) -> str:
        """Join the touches of a thing: a line runs from the first to the last."""
        begun, left = column in self._touched, self._left[column] > 0
        return "rail through" if begun and left else "rail"

    def _touch(self, step: Step, column: int) -> Cell:
        begun = column in self._touched
        self._touched.add(column)
        self._left[column] -= 1
        ends = (" up" if begun else "") + (" down" if self._left[column] else "")
        deed = step.deed("" if self._alone else step.what)
        return Cell(class_=f"rail touch{ends}", deed=deed)

    def _active(self, row: Row | Fold) -> Cell:
        if isinstance(row, Fold):
            folded = tuple(self._view(each) for each in row.rows)
            return Cell(class_="on fold", folded=folded, summary=row.told.replace("-", "–"))
        ends = (" first" if row.opens else "") + (" last" if row.closes else "")
        failed = " failed" if row.step.failed else ""
        return Cell(class_=f"on{ends}{failed}", view=self._view(row))

    def _view(self, row: Row) -> StepView:
        step = row.step
        anchor = self._files.anchor(step.file, step.line)
        known = self._files.code(step.file, step.line)
        return StepView(
            number=row.numbers.replace("-", "–"),
            line="" if step.line is None else str(step.line),
            href=f"#{anchor}" if anchor else None,
            code=known if known is not None else escape(step.text),
            said="" if step.conflict and self._shared else step.said,
            failed=step.failed,
        )
