"""Render one submission's report."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from grader.model import Exercise, Judgement
from grader.report.html.cases import Audience, Cast, case_views
from grader.report.html.code import Sources
from grader.report.html.notes import line_notes
from grader.report.html.page import render
from grader.report.html.text import clean, fraction, one_line, points
from grader.report.replaying import ReplayOf
from grader.report.svg import ring
from grader.words import _

__all__ = ["Audience", "render_submission"]


def render_submission(
    judgement: Judgement,
    exercise: Exercise | None,
    sources: Mapping[str, str],
    *,
    audience: Audience,
    class_href: str | None,
    replay: ReplayOf | None = None,
) -> str:
    """Return one submission's page.

    `sources` maps the paths of what was handed in to their text. A student sees of a hidden case
    its verdict, points, message and help, and what her own code did in it (where it stood still,
    what it raised, what it left running, in which order its lines ran), and nothing else: no name,
    time, value or output. `replay` names the command that runs a case again.
    """
    files = Sources(sources)
    cast = Cast()
    cases = case_views(judgement.cases, audience, files, cast, replay)
    share = fraction(judgement.score, judgement.max_score)
    return render(
        "submission.html.j2",
        judgement=judgement,
        title=clean(exercise.title if exercise else judgement.exercise),
        submission=one_line(judgement.submission),
        sandbox=one_line(judgement.sandbox),
        version=one_line(judgement.grader_version),
        cases=cases,
        ring=_ring(judgement, share),
        listings=files.listings(line_notes(cases, files, cast), exercise.files if exercise else ()),
        files_left_out=files.left_out,
        class_href=class_href,
        single_file=files.single,
        passed=sum(1 for case in judgement.cases if case.verdict.passed),
    )


def _ring(judgement: Judgement, share: float | None) -> Markup:
    if share is None:
        return ring(None, "–", _("unscored"))
    return ring(
        share, points(judgement.score), _("of {points}", points=points(judgement.max_score))
    )
