"""An order of steps as text: a column a task, as far apart as the terminal allows.

        main             Thread-1         Thread-2
     1  ┃ 23 thread.start()
        └────────────────┐
     2  ·                ┃ 9 balance = store.get()
        ·                ┃   ● reads balance: 100
        ·                └────────────────┐
     3  ·                ·                ┃ 9 balance = store.get()

Only one task goes at a time, so its line may be as long as there is room to the right of it. Where
there are too many tasks for columns, it is a list that names the task at each step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text

from grader.report.html.order import Order, Step
from grader.report.html.order_rows import AnyRow, Fold, Gap, Row, Switch, rows_of
from grader.report.plain import plain
from grader.words import ngettext

ROOM = 34
"""Columns that a line of source gets at least."""
FARTHEST, ROOMY, NEAREST = 24, 12, 4
"""Columns between one task and the next; where it is roomy, no line is cut for a greater one."""
MAX_ROWS = 90
FIRST_ROWS = 25
"""Of more rows, so many of the beginning are shown; the others lead up to the end."""
STYLES = ("blue", "yellow", "green", "magenta", "cyan", "red")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """The characters that it is drawn with."""

    going: str = "┃"
    waiting: str = "·"
    across: str = "─"
    down_right: str = "└"
    down_left: str = "┘"
    right_down: str = "┐"
    left_down: str = "┌"
    touch: str = "●"
    fails: str = "✗"
    more: str = "…"


PLAIN_SIGNS = Signs(
    going="|",
    waiting=".",
    across="-",
    down_right="+",
    down_left="+",
    right_down="+",
    left_down="+",
    touch="*",
    fails="x",
    more="~",
)


class OrderText:
    """Draw an order as wide as the console is."""

    def __init__(self, order: Order, *, fails: str) -> None:
        self._order = order
        self._fails = fails

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterable[RenderableType]:
        drawing = drawing_of(
            self._order, options.max_width, fails=self._fails, ascii_only=options.ascii_only
        )
        yield from drawing.head()
        for row in _shortened(drawing.rows):
            yield from drawing.row(row)
        if not any(step.failed for step in self._order.steps):
            yield drawing.end()


class Drawing:
    """Draw an order row by row."""

    def __init__(
        self, order: Order, rows: Sequence[AnyRow], width: int, signs: Signs, fails: str
    ) -> None:
        self.order = order
        self.rows = rows
        self.width = width
        self.signs = signs
        self._fails = fails
        numbers = (row.numbers for row in self.rows if isinstance(row, Row | Fold))
        self.margin = max(map(len, numbers), default=0) + 2
        self._several_files = len({step.file for step in order.steps if step.file}) > 1

    def head(self) -> Iterator[Text]:
        """Name the tasks."""
        raise NotImplementedError

    def row(self, row: AnyRow) -> Iterator[Text]:
        """Draw one row."""
        raise NotImplementedError

    def end(self) -> Text:
        """Say that it fails after all of these steps."""
        return self.line("", [("", f"{self.signs.fails} {self._fails}", "bold red")])

    def line(self, number: str, parts: Sequence[tuple[str, str, str]]) -> Text:
        """Join a number with parts, each a lead, a text and its style, and cut what is too long."""
        text = Text()
        text.append(f"{number:>{self.margin - 2}}  ", style="dim")
        for lead, content, style in parts:
            room = max(1, self.width - cell_len(text.plain) - cell_len(lead))
            text.append(lead, style="dim" if not content else "")
            text.append(cut(plain(content), room, self.signs.more), style=style)
        return text

    def told(self, row: Row | Fold) -> Iterator[tuple[str, str]]:
        """Tell what a row shows, line by line, each with its style."""
        if isinstance(row, Fold):
            yield f"{self.signs.more} {row.told}", "dim"
            return
        step = row.step
        if step.line is not None:
            yield self._place(step), ""
        if step.conflict:
            yield f"  {self.signs.touch} {step.deed(step.what)}", "bold"
        elif step.said:
            yield f"  {step.said}", ""
        if step.failed:
            yield f"  {self.signs.fails} {self._fails}", "bold red"

    def _place(self, step: Step) -> str:
        """Write where a step is, and its line of source."""
        name = f"{step.file}:" if self._several_files else ""
        return f"{name}{step.line} {step.text}".rstrip()


class Columns(Drawing):
    """Draw a column a task."""

    def __init__(
        self, order: Order, rows: Sequence[AnyRow], width: int, signs: Signs, fails: str
    ) -> None:
        super().__init__(order, rows, width, signs, fails)
        others = max(1, len(order.tasks) - 1)
        most = min(FARTHEST, (width - self.margin - ROOM) // others)
        roomy = (d for d in range(FARTHEST, ROOMY - 1, -1) if self._fits(d))
        self._distance = next(roomy, most)

    @property
    def fits(self) -> bool:
        """Tell whether the columns are far enough apart to tell them from each other."""
        return self._distance >= NEAREST

    def _fits(self, distance: int) -> bool:
        """Tell whether no line has to be cut."""
        return all(
            self.margin + row.lane * distance + 2 + cell_len(plain(told)) <= self.width
            for row in self.rows
            if isinstance(row, Row | Fold)
            for told, _ in self.told(row)
        )

    def head(self) -> Iterator[Text]:
        """Write the names above their columns, or letters for those that do not fit."""
        names = [plain(task.name) for task in self.order.tasks]
        if all(cell_len(name) < self._distance for name in names[:-1]):
            yield self._heads(names)
            return
        letters = [LETTERS[n % len(LETTERS)] for n in range(len(names))]
        for letter, name, style in zip(letters, names, self._styles(), strict=True):
            yield self.line("", [("", f"{letter}  {name}", style)])
        yield self._heads(letters)

    def _heads(self, names: Sequence[str]) -> Text:
        text = Text(" " * self.margin)
        for name, style in zip(names, self._styles(), strict=True):
            last = name is names[-1]
            room = self.width - cell_len(text.plain) if last else self._distance
            text.append(set_cell_size(name, min(room, cell_len(name)) if last else room), style)
        return text

    def _styles(self) -> list[str]:
        return [f"bold {STYLES[n % len(STYLES)]}" for n in range(len(self.order.tasks))]

    def row(self, row: AnyRow) -> Iterator[Text]:
        """Draw a step in its column, a switch from one column to another."""
        if isinstance(row, Gap):
            yield self.line("", [("", f"{self.signs.more} {_missing(row)}", "dim")])
        elif isinstance(row, Switch):
            yield self._switch(row)
        else:
            yield from self._steps(row)

    def _steps(self, row: Row | Fold) -> Iterator[Text]:
        number, style = row.numbers, STYLES[row.lane % len(STYLES)]
        for told, more in self.told(row):
            lead = self._waiting(row.lane)
            yield self.line(
                number, [(lead, self.signs.going, style), (" ", told, f"{style} {more}".strip())]
            )
            number = ""

    def _waiting(self, lanes: int) -> str:
        return self.signs.waiting.ljust(self._distance) * lanes

    def _switch(self, row: Switch) -> Text:
        low, high = sorted((row.source, row.target))
        signs = self.signs
        rightward = row.target > row.source
        begin = signs.down_right if rightward else signs.left_down
        end = signs.right_down if rightward else signs.down_left
        across = begin + signs.across * ((high - low) * self._distance - 1) + end
        return self.line("", [(self._waiting(low), across, "dim")])


class Listing(Drawing):
    """Draw a line a step, with its task's name."""

    def head(self) -> Iterator[Text]:
        """Name nobody yet."""
        yield from ()

    def row(self, row: AnyRow) -> Iterator[Text]:
        """Write a step below its task's name, where another task went before."""
        if isinstance(row, Gap):
            yield self.line("", [("", f"{self.signs.more} {_missing(row)}", "dim")])
        elif isinstance(row, Row | Fold):
            style = STYLES[row.lane % len(STYLES)]
            if isinstance(row, Row) and row.opens:
                yield self.line("", [("", self.order.tasks[row.lane].name, f"bold {style}")])
            number = row.numbers
            for told, more in self.told(row):
                yield self.line(number, [("  ", told, f"{style} {more}".strip())])
                number = ""


def drawing_of(
    order: Order, width: int, *, fails: str, ascii_only: bool = False, folded: bool = True
) -> Drawing:
    """Choose how to draw an order: in columns where they find room."""
    signs = PLAIN_SIGNS if ascii_only else Signs()
    rows = rows_of(order, folded=folded)
    columns = Columns(order, rows, width, signs, fails)
    return columns if columns.fits else Listing(order, rows, width, signs, fails)


def cut(text: str, width: int, more: str) -> str:
    """Cut a line that is too long for so many columns; one that is on several is made one."""
    text = " ".join(text.splitlines())
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)) + more


def _shortened(rows: Sequence[AnyRow]) -> Iterator[AnyRow]:
    """Leave out the middle of what nobody would read to its end."""
    if len(rows) <= MAX_ROWS:
        yield from rows
        return
    last = len(rows) - (MAX_ROWS - FIRST_ROWS)
    yield from rows[:FIRST_ROWS]
    left_out = rows[FIRST_ROWS:last]
    yield Gap(steps=sum(_steps_in(row) for row in left_out))
    yield from rows[last:]


def _steps_in(row: AnyRow) -> int:
    if isinstance(row, Gap):
        return row.steps
    return 0 if isinstance(row, Switch) else len(row.steps)


def _missing(row: Gap) -> str:
    return ngettext("{count} step left out", "{count} steps left out", row.steps)
