"""`grader check`: a student tries her own code against the visible tests."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.batch import run as run_batch
from grader.commands.arguments import add_exercises, add_language, add_sandbox, existing
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import prepare, replay_options
from grader.commands.recent import Recent
from grader.errors import UsageError
from grader.events import CaseFinished, Event, Failed
from grader.exercises import Catalogue, catalogue, find
from grader.intake import Entry, collect
from grader.judge import Job, Suite
from grader.manifest import TEST_FILES
from grader.model import Exercise, Judgement, Verdict, can_be_replayed
from grader.report.replaying import replay_command
from grader.report.terminal import case_result, check_summary, see_again
from grader.sandbox.base import Driver
from grader.words import ENGLISH, _, set_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say what to check, against what."""

    path: Path
    exercise: str | None = None
    exercises: Path | None = None
    sandbox: str = "auto"
    lang: str = ENGLISH


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("path", metavar="PATH", type=existing, help="your file, or its folder")
    parser.add_argument(
        "--exercise", metavar="SLUG", help="which exercise it is (default: by the file's name)"
    )
    add_exercises(parser)
    add_sandbox(parser)
    add_language(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Run the visible tests; exit 0 when all passed, 1 when one failed, 3 on a fault of ours."""
    set_language(options.lang)
    every = catalogue(options.exercises)
    jobs = tuple(_job(entry, options, every) for entry in _entries(options, every))
    driver = prepare(options.sandbox, trusted=True, streams=streams)
    judgements = tuple(_check(job, driver, options, streams) for job in jobs)
    return _exit(judgements)


def _entries(options: Options, every: Catalogue) -> Sequence[Entry]:
    """Find what one student has written.

    Raises:
        UsageError: when it is nothing, or the work of several students.
    """
    chosen = find(options.exercise, every) if options.exercise else None
    intake = collect(options.path, every.exercises, exercise=chosen)
    if not intake.entries:
        raise UsageError(
            "There is nothing to check.",
            where=str(options.path),
            hint=intake.notes[0] if intake.notes else "Give a .py file or its folder.",
        )
    students = {entry.submission.id for entry in intake.entries}
    if len(students) > 1:
        raise UsageError(
            f"There are {len(students)} submissions here; check looks at one.",
            where=str(options.path),
            hint=f"To grade them all: grader grade {options.path}",
        )
    return intake.entries


def _job(entry: Entry, options: Options, every: Catalogue) -> Job:
    if entry.exercise is None:
        starters = ", ".join(sorted(each.files[0] for each in every.exercises.values()))
        raise UsageError(
            entry.submission.problem or "The file's name does not tell the exercise.",
            where=str(options.path),
            hint=f"Name it with --exercise SLUG, or name the file as its starter: {starters}",
        )
    visible = entry.exercise.visible_tests
    if not any(found for pattern in TEST_FILES for found in visible.rglob(pattern)):
        raise UsageError(
            f"{entry.exercise.slug} has no visible tests: there is nothing to check it with.",
            where=str(visible),
            hint="Hand it in: the hidden tests will tell.",
        )
    return Job(
        exercise=entry.exercise,
        submission=entry.submission,
        suite=Suite.VISIBLE,
        language=options.lang,
    )


def _check(job: Job, driver: Driver, options: Options, streams: Streams) -> Judgement:
    replay = replay_command(job.exercise.slug, *replay_options(options.exercises, options.lang))
    streams.say(f"\n{job.exercise.title} ({job.exercise.slug})\n")

    def show(event: Event) -> None:
        if isinstance(event, CaseFinished):
            streams.out.print(case_result(event.case))
            again = see_again(event.case, replay, width=streams.out.width)
            if again:
                streams.say(again)
        elif isinstance(event, Failed):
            streams.out.print(case_result(event.judgement.cases[0]))

    with streams.out.status(_("Running the visible tests …")):
        (judgement,) = run_batch([job], driver, slots=1, on_event=show)
    _keep(job, judgement, streams)
    _show_rest(job.exercise, judgement, streams)
    return judgement


def _keep(job: Job, judgement: Judgement, streams: Streams) -> None:
    """Keep what `grader replay` needs, in place of what an earlier check has left."""
    recent = Recent("check")
    recent.clear(job.exercise.slug)
    kept = recent.keep(judgement, job.submission)
    if kept is None and any(can_be_replayed(case) for case in judgement.cases):
        streams.note(
            _(
                "Note: {folder} cannot be written: `grader replay` will not find it.",
                folder=recent.folder,
            )
        )


def _show_rest(exercise: Exercise, judgement: Judgement, streams: Streams) -> None:
    if judgement.verdict is Verdict.JE:
        streams.say(_("The grader failed, not your program. Try again, and see: grader doctor"))
        return
    streams.say("")
    streams.out.print(check_summary(judgement, exercise))


def _exit(judgements: Sequence[Judgement]) -> Exit:
    verdicts = {judgement.verdict for judgement in judgements}
    if Verdict.JE in verdicts:
        return Exit.FAULT
    return Exit.OK if verdicts == {Verdict.AC} else Exit.FAILED


COMMAND = Command(
    name="check",
    summary="try your own solution against the visible tests",
    details="Exits 0 when all tests passed, 1 when one failed, 3 when the grader failed.",
    examples=("grader check producer_consumer.py", "grader check . --exercise lock-counter"),
    arguments=arguments,
    options=Options,
    run=run,
)
