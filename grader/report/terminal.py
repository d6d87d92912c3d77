"""Judgements as text for a terminal: made of rich renderables, printed by the commands.

Everything that colour says, a word or a sign says too. What comes from a submission goes through
`plain`, and into `Text` and never into markup, so that it cannot steer the terminal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from grader.model import CaseResult, Exercise, Judgement, Verdict, can_be_replayed
from grader.report.html.evidence import Evidence, Frame
from grader.report.html.folding import fold
from grader.report.html.order import Order, moment_of_failure
from grader.report.html.order_reading import read_order, read_tried
from grader.report.html.reading import read_evidence
from grader.report.html.words import said_state, said_waits
from grader.report.lanetext import OrderText
from grader.report.plain import clip, duration, plain
from grader.report.replaying import ReplayOf, on_lines
from grader.report.tracebacks import without_our_frames
from grader.scoring import fraction, points
from grader.verify import Trial
from grader.words import _, ngettext

PRINTED_LINES = 12
"""How many lines of a failed case's own output are shown."""
TASKS = 12
"""How many tasks of an explanation are shown."""

STYLES: Mapping[Verdict, str] = {
    Verdict.AC: "green",
    Verdict.WA: "red",
    Verdict.LEAK: "yellow",
    Verdict.RTE: "red",
    Verdict.TLE: "yellow",
    Verdict.DL: "magenta",
    Verdict.OLE: "yellow",
    Verdict.MLE: "yellow",
    Verdict.SV: "bold red",
    Verdict.CE: "red",
    Verdict.JE: "bold cyan",
}


class Sign:
    """Show a tick or a cross, or a word where the terminal has no such characters."""

    def __init__(self, passed: bool) -> None:
        self._passed = passed

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterable[RenderableType]:
        yield self._text(options)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text(options))

    def _text(self, options: ConsoleOptions) -> Text:
        words = (_("FAIL"), _("ok")) if options.ascii_only else ("✗", "✓")
        return Text(words[self._passed], style="bold green" if self._passed else "bold red")


def case_result(case: CaseResult) -> RenderableType:
    """Show one case: a line, and for one that failed what happened and what to do."""
    if not case.verdict.passed:
        return Group(_case_line(case), Padding(_details(case), (0, 0, 1, 4)))
    tried = read_tried(case.explanation)
    if tried is None or not tried.sentence:
        return _case_line(case)
    return Group(_case_line(case), Padding(Text(plain(tried.sentence), style="dim"), (0, 0, 0, 2)))


def see_again(case: CaseResult, replay: ReplayOf, *, width: int) -> str:
    """Name the command that runs a case again; empty where it cannot be.

    It is to be written as it is: a line that is broken or cut is another command.
    """
    if not can_be_replayed(case):
        return ""
    lines = on_lines(replay(case.name), width - 6)
    told = _("See it again with:")
    return "\n".join([f"    {told}", *(f"      {line}" for line in lines), ""])


def check_summary(judgement: Judgement, exercise: Exercise) -> RenderableType:
    """Close a check: what passed, and what that says about the whole exercise."""
    passed = sum(case.verdict.passed for case in judgement.cases)
    every = len(judgement.cases)
    text = Text()
    text.append(
        ngettext(
            "{passed} of {count} visible test passed",
            "{passed} of {count} visible tests passed",
            every,
            passed=passed,
        ),
        style="bold green" if judgement.verdict.passed else "bold red",
    )
    text.append(
        _(
            ", {score} of {max_score} points. The whole exercise has {points} points; grading also "
            "runs hidden tests.",
            score=points(judgement.score),
            max_score=points(judgement.max_score),
            points=points(exercise.points),
        )
    )
    return text


def grade_summary(judgements: Sequence[Judgement]) -> RenderableType:
    """Show a class in one table: an exercise a row, with the verdicts that its submissions got."""
    table = _table()
    table.add_column(_("Exercise"))
    table.add_column(_("Graded"), justify="right")
    table.add_column(_("Mean"), justify="right")
    table.add_column(_("Verdicts"))
    for slug in sorted({judgement.exercise for judgement in judgements}):
        these = [judgement for judgement in judgements if judgement.exercise == slug]
        table.add_row(plain(slug), str(len(these)), _mean(these), verdict_counts(these))
    return table


def verdict_counts(judgements: Iterable[Judgement]) -> Text:
    """Count verdicts, best first: `AC 5  WA 3  DL 1`."""
    counts = Counter(judgement.verdict for judgement in judgements)
    best_first = sorted(counts, key=lambda verdict: verdict.severity)
    parts = (Text(f"{verdict} {counts[verdict]}", style=STYLES[verdict]) for verdict in best_first)
    return Text("  ").join(parts)


def trials(results: Sequence[Trial]) -> RenderableType:
    """Show known solutions against their expectations, and every mismatch below its row."""
    table = _table()
    table.add_column("", no_wrap=True)
    table.add_column("Known solution", overflow="fold")
    table.add_column("Verdict", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    slug = None
    for trial in results:
        if trial.exercise.slug != slug:
            slug = trial.exercise.slug
            table.add_row("", Text(slug, style="bold"))
        table.add_row(
            Sign(not trial.mismatches),
            Padding(_with_mismatches(trial), (0, 0, 0, 2)),
            verdict_counts(trial.judgements) if len(trial.judgements) > 1 else _verdict(trial),
            _scores(trial.judgements),
        )
    return table


def listing(exercises: Iterable[Exercise]) -> RenderableType:
    """Show the exercises that there are."""
    table = _table()
    table.add_column("Exercise", no_wrap=True)
    table.add_column("What it is about")
    table.add_column("Level", no_wrap=True)
    table.add_column("Points", justify="right", no_wrap=True)
    for exercise in exercises:
        about = Text(plain(exercise.title))
        if exercise.topics:
            about.append(f"\n{plain(', '.join(exercise.topics))}", style="dim")
        level = f"{exercise.difficulty} of 5"
        table.add_row(exercise.slug, about, level, points(exercise.points))
    return table


def explanation(evidence: Evidence, *, said: str = "") -> RenderableType:
    """Show why a case ended as it did: in a sentence if not `said`, then where each task stood."""
    parts: list[RenderableType] = []
    if evidence.sentence and evidence.sentence not in said:
        parts.append(Text(plain(evidence.sentence)))
    for task in evidence.tasks[:TASKS]:
        place = task.stack[-1] if task.stack else None
        state = said_waits(task.waits_for) or said_state(task.state)
        parts.append(_place(task.name, state, place))
    if len(evidence.tasks) > TASKS:
        parts.append(Text(_("  and {count} more", count=len(evidence.tasks) - TASKS)))
    parts.extend(_place(frame.function, "", frame) for frame in evidence.frames)
    parts.extend(
        _place(left.name or left.said, _("still running"), left.where) for left in evidence.left
    )
    return Group(*parts)


def _case_line(case: CaseResult) -> RenderableType:
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", no_wrap=True, min_width=7)
    grid.add_row(
        Sign(case.verdict.passed),
        Text(plain(case.name)),
        f"{points(case.score)}/{points(case.max_score)}",
        Text(duration(case.wall_seconds), style="dim"),
    )
    return grid


def order_of_steps(case: CaseResult, order: Order, *, said: str = "") -> RenderableType:
    """Show the order that broke a case, below a sentence about it if that is not `said`."""
    parts: list[RenderableType] = [Text(_("\nThe order of steps that breaks it:"), style="bold")]
    if order.sentence and order.sentence not in said:
        parts.append(Text(plain(order.sentence)))
    if order.note:
        parts.append(Text.assemble((_("Note: "), "bold"), plain(order.note)))
    parts += [Text(), OrderText(order, fails=moment_of_failure(case.verdict)), Text()]
    return Group(*parts)


def _orders(case: CaseResult, *, said: str) -> Iterator[RenderableType]:
    """Show the order that broke a case, and what was tried."""
    order, tried = read_order(case.explanation), read_tried(case.explanation)
    if order is not None:
        yield order_of_steps(case, order, said=said)
    if tried is not None and tried.sentence:
        yield Text(plain(tried.sentence))


def _details(case: CaseResult) -> RenderableType:
    parts: list[RenderableType] = [
        Text(_(case.verdict.label), style=f"bold {STYLES[case.verdict]}")
    ]
    if case.message:
        parts.append(Text(plain(case.message)))
    evidence = read_evidence(case.explanation)
    if evidence is not None:
        parts.append(explanation(fold(evidence), said=case.message))
    if case.help:
        parts.append(Text.assemble((_("Hint: "), "bold"), plain(case.help)))
    if case.stdout.strip():
        parts.append(Text(_("It printed:"), style="bold"))
        printed = Text(plain(clip(without_our_frames(case.stdout), lines=PRINTED_LINES)))
        parts.append(Padding(printed, (0, 0, 0, 2)))
    said = f"{case.message}\n{evidence.sentence if evidence else ''}"
    parts.extend(_orders(case, said=said))
    return Group(*parts)


def _place(name: str, state: str, frame: Frame | None) -> RenderableType:
    """Show a task or a call in one line, and its line of source below."""
    text = Text("  ")
    text.append(plain(name), style="bold")
    if frame is not None and frame.file:
        line = f":{frame.line}" if frame.line is not None else ""
        text.append(f"  {plain(frame.file)}{line}", style="cyan")
    if state:
        text.append(f"  {plain(state)}")
    if frame is not None and frame.text.strip():
        text.append(f"\n      {plain(frame.text.strip())}", style="dim")
    return text


def _verdict(trial: Trial) -> Text:
    verdict = trial.judgements[0].verdict
    return Text.assemble((verdict.label, STYLES[verdict]))


def _with_mismatches(trial: Trial) -> RenderableType:
    name = Text(plain(trial.solution.name))
    if not trial.mismatches:
        return name
    return Group(name, *(Text(plain(text), style="red") for text in trial.mismatches))


def _scores(judgements: Sequence[Judgement]) -> str:
    scores = sorted({judgement.score for judgement in judgements})
    spread = "-".join(points(score) for score in dict.fromkeys((scores[0], scores[-1])))
    return f"{spread}/{points(judgements[0].max_score)}"


def _mean(judgements: Sequence[Judgement]) -> str:
    """Write the mean score of those that have one, in percent."""
    known = (fraction(judgement) for judgement in judgements)
    shares = [share for share in known if share is not None]
    return f"{100 * sum(shares) / len(shares):.0f} %" if shares else ""


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold")
