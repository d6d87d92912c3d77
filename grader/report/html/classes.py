"""Render the report of a whole class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from statistics import fmean, median
from urllib.parse import quote

from markupsafe import Markup

from grader.model import CaseResult, Exercise, Judgement, Verdict
from grader.report.html.page import render
from grader.report.html.text import clean, fraction, one_line, points
from grader.report.svg import Segment, histogram, meter, stack
from grader.words import _, ngettext

STRIP = 40
"""Marks in one row of the table; more would not be told apart."""
LARGE_STRIP = 12
"""Marks up to which they are drawn large."""
CASE_ROWS = 12
"""Rows up to which each case has its own; beyond, those of one test share one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One figure of the summary."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """How the class did on one case."""

    name: str
    visible: bool
    bar: Markup
    counts: tuple[tuple[Verdict, int], ...]
    passed: int
    total: int
    parts: tuple[CaseRow, ...] = ()
    """The cases of one test with several parameters, where they share the row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One submission in the table."""

    judgement: Judgement
    verdict: Verdict
    id: str
    href: str
    bar: Markup
    marks: tuple[CaseResult, ...]
    more: int

    @property
    def small(self) -> bool:
        """Tell whether its marks are many."""
        return len(self.marks) > LARGE_STRIP


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """All that is shown of one exercise."""

    anchor: str
    title: str
    tiles: tuple[Tile, ...]
    histogram: Markup
    cases: tuple[CaseRow, ...]
    rows: tuple[Row, ...]


def report_href(judgement: Judgement) -> str:
    """Return the link from the class's page to a submission's."""
    return f"reports/{quote(f'{judgement.submission}__{judgement.exercise}.html', safe='')}"


def render_class(
    judgements: Sequence[Judgement],
    exercises: Mapping[str, Exercise],
    *,
    notes: Sequence[str] = (),
) -> str:
    """Return the class's page; `notes` say what was left out, in the instructor's words."""
    ordered = sorted(judgements, key=lambda one: (one.exercise, one.submission))
    groups = groupby(ordered, key=lambda one: one.exercise)
    sections = [
        _section(number, slug, tuple(group), exercises)
        for number, (slug, group) in enumerate(groups, start=1)
    ]
    return render(
        "class.html.j2",
        title=sections[0].title if len(sections) == 1 else _("Class report"),
        tiles=_tiles(ordered),
        sections=sections,
        verdicts=_counts(one.verdict for one in ordered),
        total=len(ordered),
        latest=_latest(ordered),
        notes=[clean(note, 1_000) for note in notes],
    )


def _latest(judgements: Sequence[Judgement]) -> datetime | None:
    return max((one.started_at for one in judgements), default=None)


def _section(
    number: int, slug: str, judgements: Sequence[Judgement], exercises: Mapping[str, Exercise]
) -> Section:
    exercise = exercises.get(slug)
    return Section(
        anchor=f"exercise-{number}",
        title=one_line(exercise.title if exercise else slug),
        tiles=_tiles(judgements),
        histogram=histogram(_shares(judgements)),
        cases=_case_rows(judgements),
        rows=tuple(_row(judgement) for judgement in judgements),
    )


def _shares(judgements: Sequence[Judgement]) -> list[float]:
    found = (fraction(one.score, one.max_score) for one in judgements)
    return [share for share in found if share is not None]


def _tiles(judgements: Sequence[Judgement]) -> tuple[Tile, ...]:
    count, shares = len(judgements), _shares(judgements)
    verdicts = Counter(one.verdict for one in judgements)
    tiles = [
        Tile(value=f"{count:,}", label=ngettext("submission", "submissions", count)),
        Tile(value=f"{fmean(shares):.0%}" if shares else "–", label=_("mean score")),
        Tile(value=f"{median(shares):.0%}" if shares else "–", label=_("median score")),
        Tile(value=f"{verdicts[Verdict.AC] / count:.0%}" if count else "–", label=_("accepted")),
        Tile(value=str(verdicts[Verdict.DL]), label=_("deadlocked")),
    ]
    if verdicts[Verdict.JE]:
        tiles.append(Tile(value=str(verdicts[Verdict.JE]), label=_("to be regraded")))
    return tuple(tiles)


def _counts(verdicts: Iterable[Verdict]) -> tuple[tuple[Verdict, int], ...]:
    """Count verdicts, accepted first, then the mildest."""
    counted = Counter(verdicts)
    return tuple((one, counted[one]) for one in reversed(Verdict) if counted[one])


def _case_rows(judgements: Sequence[Judgement]) -> tuple[CaseRow, ...]:
    gathered: dict[str, list[CaseResult]] = {}
    for judgement in judgements:
        for case in judgement.cases:
            gathered.setdefault(case.name, []).append(case)
    rows = tuple(_case_row(name, cases) for name, cases in gathered.items())
    return rows if len(rows) <= CASE_ROWS else _by_test(rows, gathered)


def _by_test(
    rows: Sequence[CaseRow], cases: Mapping[str, Sequence[CaseResult]]
) -> tuple[CaseRow, ...]:
    """Put the cases of one test into one row, where it first stood."""
    tests: dict[str, dict[str, CaseRow]] = {}
    for name, row in zip(cases, rows, strict=True):
        tests.setdefault(name.partition("[")[0], {})[name] = row
    return tuple(
        replace(
            _case_row(test, [case for name in parts for case in cases[name]]),
            parts=tuple(parts.values()),
        )
        if len(parts) > 1
        else next(iter(parts.values()))
        for test, parts in tests.items()
    )


def _case_row(name: str, cases: Sequence[CaseResult]) -> CaseRow:
    counts = _counts(case.verdict for case in cases)
    segments = [
        Segment(count=count, label=_(verdict.label), class_=f"v-{verdict.value}")
        for verdict, count in counts
    ]
    return CaseRow(
        name=one_line(name, 200),
        visible=cases[0].visible,
        bar=stack(segments),
        counts=counts,
        passed=sum(1 for case in cases if case.verdict.passed),
        total=len(cases),
    )


def _row(judgement: Judgement) -> Row:
    share = fraction(judgement.score, judgement.max_score)
    said = _(
        "{score} of {max_score} points",
        score=points(judgement.score),
        max_score=points(judgement.max_score),
    )
    return Row(
        judgement=judgement,
        verdict=judgement.verdict,
        id=one_line(judgement.submission, 120),
        href=report_href(judgement),
        bar=meter(share, said if share is not None else _("unscored")),
        marks=judgement.cases[:STRIP],
        more=max(0, len(judgement.cases) - STRIP),
    )
