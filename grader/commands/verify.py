"""`grader verify`: do the tests tell right solutions from wrong ones?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import verify as verifying
from grader.commands.arguments import add_exercises, add_jobs, add_sandbox, positive
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import pick, prepare, replay_options, say_replay, warn_of_errors
from grader.commands.recent import Recent
from grader.errors import UsageError
from grader.exercises import catalogue
from grader.expectations import known_solutions
from grader.model import Exercise, can_be_replayed
from grader.report.plain import counted
from grader.report.progress import display
from grader.report.replaying import replay_command
from grader.report.terminal import trials


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say which exercises to verify, how often, and where."""

    slugs: Sequence[str] = ()
    exercises: Path | None = None
    sandbox: str = "auto"
    jobs: int = 1
    repeat: int = 1


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("slugs", metavar="SLUG", nargs="*", help="exercises (default: all)")
    parser.add_argument(
        "--repeat", metavar="N", type=positive, default=1, help="judge each solution N times"
    )
    add_exercises(parser)
    add_sandbox(parser)
    add_jobs(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Judge all known solutions; exit 1 when one did not get what its expectation names."""
    every = catalogue(options.exercises)
    exercises = pick(options.slugs, every)
    _refuse_unknown(exercises)
    # Known solutions are the course's own code, so they may run unisolated.
    driver = prepare(options.sandbox, trusted=True, streams=streams)
    total = verifying.count(exercises, repeat=options.repeat)
    with display(streams.err, total=total, title="Verifying") as progress:
        results = verifying.verify(
            exercises, driver, slots=options.jobs, repeat=options.repeat, on_event=progress
        )
    streams.out.print(trials(results))
    _keep_mismatches(results, options, streams)
    if not options.slugs:
        warn_of_errors(every, streams)
    wrong = sum(bool(trial.mismatches) for trial in results)
    solutions = counted(len(results), "known solution")
    streams.say(f"\n{solutions}, {wrong or 'none'} not as expected.")
    return Exit.FAILED if wrong or (every.errors and not options.slugs) else Exit.OK


def _keep_mismatches(
    results: Iterable[verifying.Trial], options: Options, streams: Streams
) -> None:
    """Keep what did not go as expected and can be run again, and name the command that does."""
    recent = Recent("verify")
    cleared: set[str] = set()
    for trial in results:
        slug = trial.exercise.slug
        if slug not in cleared:
            cleared.add(slug)
            recent.clear(slug)
        if not trial.mismatches:
            continue
        paths = (recent.keep(each, trial.solution.submission) for each in trial.judgements)
        kept = zip(paths, trial.judgements, strict=True)
        path, judgement = next((pair for pair in kept if pair[0] is not None), (None, None))
        if path is not None and judgement is not None:
            case = next(case for case in judgement.cases if can_be_replayed(case))
            command = replay_command(path, *replay_options(options.exercises))(case.name)
            say_replay(f"{slug}/{trial.solution.name}", command, streams)


def _refuse_unknown(exercises: Sequence[Exercise]) -> None:
    """Stop at an exercise without known solutions: nothing would be verified, and it would pass."""
    for exercise in exercises:
        if not known_solutions(exercise):
            raise UsageError(
                f"{exercise.slug} has no known solutions to verify it with.",
                where=str(exercise.solutions or exercise.root),
                hint="Put them into solutions/<slug>/accepted/, wrong_answer/ and so on.",
            )


COMMAND = Command(
    name="verify",
    summary="judge known solutions, and compare with what they must get",
    details="Accepted solutions must get full marks; each known-bad one the verdict and the\n"
    "feedback that its expectation names. Exits 1 when one does not.",
    examples=("grader verify", "grader verify lock-counter --repeat 20"),
    arguments=arguments,
    options=Options,
    run=run,
)
