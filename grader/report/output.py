"""The folder that `grade` writes, rendered from the store.

OUT/judgements/<id>__<slug>.json     the store's own
OUT/index.html                       the class
OUT/reports/<id>__<slug>.html        one submission
OUT/student-reports/…                the same, where asked for, with nothing of the hidden tests
OUT/gradebook.csv   OUT/junit.xml
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.errors import StoreError, UsageError
from grader.model import Exercise, Judgement
from grader.report.doubts import doubts
from grader.report.gradebook import render as render_gradebook
from grader.report.html import render_class, render_submission
from grader.report.junit import render as render_junit
from grader.report.replaying import ReplayOf, replay_command
from grader.store import Store

STUDENT_REPORTS = "student-reports"
CLASS_HREF = "../index.html"
"""From a submission's report to the class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Hold what was written where."""

    out: Path
    index: Path
    doubts: tuple[str, ...]
    """Which accepted cases the instructor should look at, and why."""


def claim(out: Path, *, submissions: Path) -> None:
    """Make sure that the folder may be written to and holds nobody else's files.

    Raises:
        UsageError: when it is within the submissions, is no folder, or has other content.
    """
    inside = out.resolve()
    if inside == submissions.resolve() or submissions.resolve() in inside.parents:
        raise UsageError(
            "The results would lie among the submissions, and be taken for one.",
            where=str(out),
            hint="Name a folder outside of them with --out DIR.",
        )
    if out.exists() and not out.is_dir():
        raise UsageError("This is not a folder.", where=str(out), hint="Name one with --out DIR.")
    if out.is_dir() and not (out / "judgements").is_dir() and _foreign(out):
        raise UsageError(
            "This folder holds other files already.",
            where=str(out),
            hint="Name a new folder, or one that grader wrote, with --out DIR.",
        )
    try:
        Store(out).prepare()
    except StoreError as error:
        hint = error.hint or "Name another folder with --out DIR."
        raise UsageError(error.what, where=error.where, hint=hint) from error


def write(
    store: Store,
    exercises: Mapping[str, Exercise],
    *,
    notes: Sequence[str],
    student_reports: bool = False,
    replay_options: Sequence[str] = (),
) -> Written:
    """Render all that the store holds, each file whole.

    Reports for students, once asked for, are kept up to date: an old one would contradict the
    gradebook. What `grader replay` has to be told besides is in `replay_options`.

    Raises:
        StoreError: when a file cannot be written.
    """
    stored = store.load_all()
    judgements = stored.judgements
    students = student_reports or (store.out / STUDENT_REPORTS).is_dir()

    def replay(judgement: Judgement) -> ReplayOf:
        path = store.path_for(judgement.submission, judgement.exercise)
        return replay_command(path, *replay_options)

    for judgement in judgements:
        name = f"{judgement.submission}__{judgement.exercise}.html"
        exercise = exercises.get(judgement.exercise)
        page = _submission(judgement, exercise, store, replay(judgement))
        store.write(f"reports/{name}", page)
        if students:
            page = _students_submission(judgement, exercise, store)
            store.write(f"{STUDENT_REPORTS}/{name}", page)
    store.write("gradebook.csv", render_gradebook(judgements))
    store.write("junit.xml", render_junit(judgements, replay))
    unread = tuple(f"Not in the report: {error}" for error in stored.errors)
    doubtful = tuple(text for judgement in judgements for text in doubts(judgement))
    page = render_class(judgements, exercises, notes=(*notes, *doubtful, *unread))
    index = store.write("index.html", page)
    return Written(out=store.out, index=index, doubts=doubtful)


def _submission(
    judgement: Judgement, exercise: Exercise | None, store: Store, replay: ReplayOf
) -> str:
    return render_submission(
        judgement,
        exercise,
        store.sources(judgement),
        audience="instructor",
        class_href=CLASS_HREF,
        replay=replay,
    )


def _students_submission(judgement: Judgement, exercise: Exercise | None, store: Store) -> str:
    """Render what may be handed out; it has no link to the class."""
    sources = store.sources(judgement)
    return render_submission(judgement, exercise, sources, audience="student", class_href=None)


def _foreign(out: Path) -> bool:
    return any(not path.name.startswith(".") for path in out.iterdir())
