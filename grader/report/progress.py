"""How a batch is getting on: a bar in a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections import Counter
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from grader.events import Event, Failed, Finished, Skipped
from grader.model import Judgement, Verdict
from grader.report.plain import duration, plain
from grader.report.terminal import STYLES
from grader.scoring import points
from grader.words import _


class Display(Protocol):
    """Draw events while the `with` block lasts."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def __call__(self, event: Event) -> None:
        """Take an event of a batch."""
        ...


def display(console: Console, *, total: int, title: str) -> Display:
    """Choose how to show the progress of `total` jobs on this console."""
    if console.is_terminal and not console.is_dumb_terminal:
        return Bar(console, total=total, title=title)
    return Lines(console, total=total)


class Lines:
    """Write one plain line a judgement."""

    def __init__(self, console: Console, *, total: int) -> None:
        self._console = console
        self._total = total
        self._done = 0
        self._skipped = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._skipped:
            self._print(
                _(
                    "{count} of {total} had been graded before",
                    count=self._skipped,
                    total=self._total,
                )
            )

    def __call__(self, event: Event) -> None:
        """Write a line for each job that is done."""
        if isinstance(event, Skipped):
            self._done += 1
            self._skipped += 1
        elif isinstance(event, Finished | Failed):
            self._done += 1
            self._print(f"[{self._done}/{self._total}] {_line(event.judgement)}")

    def _print(self, text: str) -> None:
        self._console.print(Text(text), soft_wrap=True)


class Bar:
    """Draw a bar with the count of each verdict and the time that is left."""

    def __init__(self, console: Console, *, total: int, title: str) -> None:
        self._counts: Counter[Verdict] = Counter()
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=16),
            MofNCompleteColumn(),
            TimeRemainingColumn(compact=True),
            TextColumn("{task.fields[verdicts]}"),
            console=console,
            transient=True,
        )
        self._task = self._progress.add_task(title, total=total, verdicts="")

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._progress.stop()

    def __call__(self, event: Event) -> None:
        """Move the bar for each job that is done."""
        if isinstance(event, Finished | Failed | Skipped):
            self._counts[event.judgement.verdict] += 1
            self._progress.update(self._task, advance=1, verdicts=self._verdicts())

    def _verdicts(self) -> str:
        best_first = sorted(self._counts, key=lambda verdict: verdict.severity)
        return "  ".join(
            f"[{STYLES[verdict]}]{verdict} {self._counts[verdict]}[/]" for verdict in best_first
        )


def _line(judgement: Judgement) -> str:
    who = f"{plain(judgement.submission)}  {judgement.exercise}"
    earned = f"{points(judgement.score)}/{points(judgement.max_score)}"
    return f"{who}  {judgement.verdict}  {earned}  {duration(judgement.wall_seconds)}"
