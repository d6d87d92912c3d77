"""`grader replay`: a case that an order of steps broke, in exactly that order once more."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.commands.arguments import add_exercises, add_language, existing
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import prepare
from grader.commands.recent import Recent, is_ours
from grader.errors import StoreError, UsageError
from grader.exercises import Catalogue, catalogue, find
from grader.intake import collect
from grader.judge import Job, judge
from grader.judgement_json import loads
from grader.model import CaseResult, Exercise, Judgement
from grader.replay import choose_case, differences, replay_job
from grader.report import traceevents
from grader.report.html.order_reading import read_order
from grader.report.plain import plain
from grader.report.stepping import walk
from grader.report.terminal import case_result
from grader.sandbox.choose import DRIVERS
from grader.store import JUDGEMENT_BYTES, Store
from grader.wholefile import read_bounded, write_whole
from grader.words import ENGLISH, _, ngettext, set_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say which failure to see again, and how."""

    judgement: str
    case: str | None = None
    submission: Path | None = None
    exercises: Path | None = None
    sandbox: str | None = None
    step: bool = False
    trace: Path | None = None
    trust_submissions: bool = False
    lang: str = ENGLISH


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Hold a judgement and where it was found."""

    judgement: Judgement
    path: Path

    @property
    def ours(self) -> bool:
        """Tell whether it is of code that whoever runs us has judged as her own."""
        return is_ours(self.path)


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "judgement",
        metavar="JUDGEMENT",
        help="a judgement's file, or the slug of an exercise that you have checked",
    )
    parser.add_argument(
        "case", metavar="CASE", nargs="?", help="the case's name (default: the only one there is)"
    )
    parser.add_argument(
        "--step", action="store_true", help="walk through the steps: Enter goes on, q ends"
    )
    parser.add_argument(
        "--trace",
        metavar="FILE",
        type=Path,
        help="also write the steps as a trace, to look at in https://ui.perfetto.dev",
    )
    parser.add_argument(
        "--submission",
        metavar="PATH",
        type=existing,
        help="the files that were judged (default: those kept beside the judgement)",
    )
    add_exercises(parser)
    parser.add_argument(
        "--sandbox",
        choices=("auto", *DRIVERS),
        help="where the code runs (default: where it was judged)",
    )
    parser.add_argument(
        "--trust-submissions",
        action="store_true",
        help="run the code even where nothing isolates it from this machine",
    )
    add_language(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Run a case again in the order that broke it; exit 0 when it broke in the same way."""
    set_language(options.lang)
    recorded = _recorded(options.judgement)
    case = choose_case(recorded.judgement, options.case)
    every = catalogue(options.exercises)
    exercise = find(recorded.judgement.exercise, every)
    files = _files(recorded, exercise, every, options.submission)
    job = replay_job(recorded.judgement, case, exercise, files, language=options.lang)
    driver = prepare(
        options.sandbox or _sandbox_of(recorded.judgement),
        trusted=options.trust_submissions or recorded.ours,
        streams=streams,
    )
    _say_what(job, case, streams)
    with streams.out.status(_("Running it again …")):
        judgement = judge(job, driver)
    found = next((each for each in judgement.cases if each.name == case.name), judgement.cases[0])
    told = differences(case, found, same_language=judgement.language == recorded.judgement.language)
    return _show(found, told, files, options, streams)


def _recorded(name: str) -> Recorded:
    """Read a judgement by its path, or the last check of an exercise by its slug."""
    path = Path(name)
    if not path.is_file():
        kept = Recent("check").find(name)
        if kept is None:
            raise UsageError(
                f"There is no judgement {name!r}, and no check of such an exercise that failed in "
                "an order that can be run again.",
                hint="Give a file of OUT/judgements/, or first: grader check PATH",
            )
        path = kept
    try:
        data = read_bounded(path, most_bytes=JUDGEMENT_BYTES)
        return Recorded(judgement=loads(data, where=str(path)), path=path)
    except StoreError as error:
        hint = error.hint or "Give a file of OUT/judgements/, as `grade` has written it."
        raise UsageError(error.what, where=error.where, hint=hint) from error


def _sandbox_of(judgement: Judgement) -> str:
    return judgement.sandbox if judgement.sandbox in DRIVERS else "auto"


def _files(
    recorded: Recorded, exercise: Exercise, every: Catalogue, given: Path | None
) -> Mapping[str, bytes]:
    """Find the files that were judged."""
    if given is not None:
        return _given_files(recorded.judgement, exercise, every, given)
    out = recorded.path.resolve().parent.parent
    try:
        files = Store(out).files(recorded.judgement)
    except StoreError as error:
        raise UsageError(error.what, where=error.where, hint=GIVE) from error
    if files is None:
        raise UsageError(
            "The files that were judged are not beside the judgement.", where=str(out), hint=GIVE
        )
    return files


GIVE = "Say where they are with --submission PATH."


def _given_files(
    judgement: Judgement, exercise: Exercise, every: Catalogue, path: Path
) -> Mapping[str, bytes]:
    """Read a submission as `grade` does; among several, the one that was judged."""
    found = [e.submission for e in collect(path, every.exercises, exercise=exercise).entries]
    same = [each for each in found if each.digest == judgement.files_digest]
    named = [each for each in found if each.id == judgement.submission]
    chosen = next(iter((*same, *named, *found)))
    if chosen.problem is not None:
        raise UsageError(chosen.problem, where=str(path), hint=chosen.help)
    return chosen.files


def _say_what(job: Job, case: CaseResult, streams: Streams) -> None:
    order = read_order(case.explanation)
    told = plain(case.name)
    if order:
        steps = ngettext("{count} step", "{count} steps", order.steps[-1].number)
        told = _("{case}, {steps}", case=told, steps=steps)
    streams.say(f"\n{job.exercise.title} ({job.exercise.slug}): {told}\n")


def _show(
    found: CaseResult,
    told: Sequence[str],
    files: Mapping[str, bytes],
    options: Options,
    streams: Streams,
) -> Exit:
    """Show what came of it, and what is `told` of how that differs from what came before."""
    order = read_order(found.explanation)
    if options.trace is not None and order is not None:
        _write_trace(options.trace, traceevents.render(order, title=found.name), streams)
    if options.step and order is not None:
        sources = {name: data.decode("utf-8", "replace") for name, data in files.items()}
        walk(found, order, sources, streams.out)
    else:
        streams.out.print(case_result(found))
    if not found.verdict.scored:
        streams.say(_("The grader failed, not the program. Try again, and see: grader doctor"))
        return Exit.FAULT
    if not told:
        streams.say(_("The same failure, after the same steps."))
        return Exit.OK
    streams.say(_("This is not the failure that was to be seen again:"))
    for text in told:
        streams.say(f"- {plain(text)}")
    return Exit.FAILED


def _write_trace(path: Path, text: str, streams: Streams) -> None:
    try:
        write_whole(path, text.encode())
    except StoreError as error:
        raise UsageError(error.what, where=str(path), hint="Name another file.") from error
    where = "https://ui.perfetto.dev"
    streams.note(_("The trace is in {file}: open it in {page}", file=path, page=where))


COMMAND = Command(
    name="replay",
    summary="see a failure again that depends on the order of steps",
    details="Runs a case in exactly the order of steps that broke it; where there is one,\n"
    "reports and commands name the line to type. Exits 0 when the same failure was\n"
    "seen, 1 when it was not, 2 when it cannot be tried, 3 when the grader failed.",
    examples=(
        "grader replay lock-counter",
        "grader replay grades/judgements/ann__lock-counter.json test_sums --step",
        "grader replay ann__lock-counter.json --submission ann/ --trace race.json",
    ),
    arguments=arguments,
    options=Options,
    run=run,
)
