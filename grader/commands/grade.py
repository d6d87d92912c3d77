"""`grader grade`: the submissions of a class to judgements, reports and a gradebook."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from grader.batch import run as run_batch
from grader.commands.arguments import (
    add_exercises,
    add_jobs,
    add_language,
    add_sandbox,
    existing,
    percent,
)
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import prepare, replay_options, warn_of_errors
from grader.commands.graded import tell, tell_what_can_be_replayed
from grader.errors import UsageError
from grader.exercises import Catalogue, catalogue, find
from grader.intake import LAYOUTS, Intake, collect
from grader.judge import Job, Suite
from grader.ledger import StoreLedger
from grader.model import Judgement
from grader.report.output import claim, write
from grader.report.progress import display
from grader.scoring import fraction
from grader.store import Store
from grader.words import ENGLISH, _, set_language

DEFAULT_OUT = Path("grades")
PLAIN = next(reversed(LAYOUTS))
"""The layout that is taken where no platform's is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say what to grade, how, and where the results go."""

    submissions: Path
    exercise: str | None = None
    layout: str | None = None
    exercises: Path | None = None
    out: Path = DEFAULT_OUT
    sandbox: str = "auto"
    jobs: int = 1
    only: Sequence[str] = ()
    force: bool = False
    trust_submissions: bool = False
    student_reports: bool = False
    fail_under: float | None = None
    """Percent."""
    lang: str = ENGLISH


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "submissions",
        metavar="SUBMISSIONS",
        type=existing,
        help="a folder or zip with one folder, file or zip a student",
    )
    parser.add_argument(
        "--exercise", metavar="SLUG", help="which exercise it is (default: by the files' names)"
    )
    parser.add_argument(
        "--layout",
        choices=tuple(LAYOUTS),
        help="whose way of laying out submissions it is (default: recognised)",
    )
    add_exercises(parser)
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=DEFAULT_OUT, help="default: ./%(default)s"
    )
    add_sandbox(parser)
    add_jobs(parser)
    add_language(parser)
    _add_choices(parser)


def _add_choices(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--only",
        metavar="ID",
        action="append",
        default=[],
        help="grade this student alone, again if need be; may be given several times",
    )
    parser.add_argument(
        "--force", action="store_true", help="grade again what has been graded already"
    )
    parser.add_argument(
        "--student-reports",
        action="store_true",
        help="also write reports to hand out: without the names and the output of hidden tests",
    )
    parser.add_argument(
        "--trust-submissions",
        action="store_true",
        help="run submissions even where nothing isolates them from this machine",
    )
    parser.add_argument(
        "--fail-under",
        metavar="PERCENT",
        type=percent,
        help="exit 1 when a submission gets less",
    )


def run(options: Options, streams: Streams) -> Exit:
    """Grade a class; exit 0 once every submission has its judgement, 3 if one has not."""
    set_language(options.lang)
    every = catalogue(options.exercises)
    warn_of_errors(every, streams)
    intake = _collect(options, every)
    if options.layout is None and intake.layout != PLAIN:
        streams.note(f"Layout: {intake.layout}. If it is another, say so with --layout.")
    jobs = _jobs(intake, options.only, options.lang)
    claim(options.out, submissions=options.submissions)
    store = Store(options.out)
    driver = prepare(options.sandbox, trusted=options.trust_submissions, streams=streams)
    ledger = StoreLedger(store, driver.fingerprint())
    with display(streams.err, total=len(jobs), title=_("Grading")) as progress:
        judgements = run_batch(
            jobs,
            driver,
            slots=options.jobs,
            ledger=ledger,
            force=options.force or bool(options.only),
            on_event=progress,
        )
    notes = _notes(intake)
    to_replay = replay_options(options.exercises, options.lang)
    written = write(
        store,
        every.exercises,
        notes=notes,
        student_reports=options.student_reports,
        replay_options=to_replay,
    )
    tell(judgements, notes, written, streams)
    tell_what_can_be_replayed(judgements, store, to_replay, streams)
    if _left_out(intake, options.only):
        return Exit.FAULT
    return _exit(judgements, options.fail_under)


def _collect(options: Options, every: Catalogue) -> Intake:
    chosen = find(options.exercise, every) if options.exercise else None
    intake = collect(options.submissions, every.exercises, exercise=chosen, layout=options.layout)
    if not any(entry.exercise for entry in intake.entries):
        starters = ", ".join(sorted(each.files[0] for each in every.exercises.values()))
        raise UsageError(
            "No submission was found here.",
            where=str(options.submissions),
            hint=f"Name the exercise with --exercise SLUG, or the files as starters: {starters}",
        )
    return intake


def _jobs(intake: Intake, only: Sequence[str], language: str) -> tuple[Job, ...]:
    """Make a job of each entry whose exercise is known."""
    known = {entry.submission.id for entry in intake.entries}
    for id_ in only:
        if id_ not in known:
            raise UsageError(
                f"There is no submission with the id {id_!r}.",
                hint=_nearest_hint(id_, known),
            )
    return tuple(
        Job(
            exercise=entry.exercise,
            submission=entry.submission,
            suite=Suite.ALL,
            language=language,
        )
        for entry in intake.entries
        if entry.exercise is not None and (not only or entry.submission.id in only)
    )


def _nearest_hint(id_: str, known: Iterable[str]) -> str:
    nearest = get_close_matches(id_, sorted(known), n=1)
    if nearest:
        return f"Did you mean {nearest[0]}?"
    return f"Ids here are, for example: {', '.join(sorted(known)[:5])}"


def _notes(intake: Intake) -> tuple[str, ...]:
    """Gather what the instructor should know of beside the judgements."""
    notes = list(intake.notes)
    for entry in intake.entries:
        submission = entry.submission
        if entry.exercise is None:
            problem = submission.problem or _("The files' names do not tell the exercise.")
            told = _(
                "{submission}: not graded. {problem}", submission=submission.id, problem=problem
            )
            notes.append(told)
        notes.extend(f"{submission.id}: {note}" for note in submission.notes)
    return tuple(dict.fromkeys(notes))


def _left_out(intake: Intake, only: Sequence[str]) -> bool:
    """Tell whether a submission was not graded since nobody knows which exercise it is."""
    return any(
        entry.exercise is None and (not only or entry.submission.id in only)
        for entry in intake.entries
    )


def _exit(judgements: Sequence[Judgement], fail_under: float | None) -> Exit:
    if any(not judgement.verdict.scored for judgement in judgements):
        return Exit.FAULT
    if fail_under is None:
        return Exit.OK
    shares = (fraction(judgement) for judgement in judgements)
    least = min((share for share in shares if share is not None), default=0.0)
    return Exit.FAILED if 100 * least < fail_under else Exit.OK


COMMAND = Command(
    name="grade",
    summary="grade the submissions of a class",
    details="Grading can be stopped and started again: what is done is not done again.\n"
    "Exits 0 once every submission has its judgement, however low the marks;\n"
    "1 only with --fail-under; 3 if one could not be judged, or belongs to no\n"
    "exercise that is known.",
    examples=(
        "grader grade submissions/",
        "grader grade submissions.zip --exercise producer-consumer --out week-3",
        "grader grade submissions/ --only alice",
    ),
    arguments=arguments,
    options=Options,
    run=run,
)
