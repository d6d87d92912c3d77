"""`grader verify`: do the tests tell right solutions from wrong ones?"""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader import verify as verifying
from grader.batch import never
from grader.commands.arguments import add_exercises, add_jobs, add_sandbox, minutes, positive
from grader.commands.base import Command, Exit, Streams
from grader.commands.common import pick, prepare, replay_options, say_replay, warn_of_errors
from grader.commands.recent import Recent
from grader.errors import UsageError
from grader.exercises import catalogue
from grader.expectations import KnownSolution, known_solutions
from grader.fields import nearest
from grader.model import Exercise, can_be_replayed
from grader.report.plain import counted
from grader.report.progress import display
from grader.report.replaying import replay_command
from grader.report.terminal import trials


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Say what to verify, how often, how long, and where."""

    known: Sequence[str] = ()
    """Slugs, or names of single solutions."""
    exercises: Path | None = None
    sandbox: str = "auto"
    jobs: int = 1
    repeat: int = 1
    cache: Path | None = None
    within: float | None = None
    """Minutes."""


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument(
        "known",
        metavar="SLUG",
        nargs="*",
        help="exercises, or single solutions such as lock-counter/accepted/clerk.py (default: all)",
    )
    parser.add_argument(
        "--repeat", metavar="N", type=positive, default=1, help="judge each solution N times"
    )
    parser.add_argument(
        "--cache",
        metavar="DIR",
        type=Path,
        help="keep what went as expected in DIR, and do not judge it again before the solution, "
        "the exercise, grader or the sandbox has changed",
    )
    parser.add_argument(
        "--within",
        metavar="MINUTES",
        type=minutes,
        help="begin no judging after so many minutes; what is left is counted, and no failure",
    )
    add_exercises(parser)
    add_sandbox(parser)
    add_jobs(parser)


def run(options: Options, streams: Streams) -> Exit:
    """Judge known solutions; exit 1 when one did not get what its expectation names."""
    every = catalogue(options.exercises)
    wanted = _wanted(options.known)
    exercises = pick(wanted, every)
    chosen = {each.slug: _solutions(each, wanted.get(each.slug, ())) for each in exercises}
    # Known solutions are the course's own code, so they may run unisolated.
    driver = prepare(options.sandbox, trusted=True, streams=streams)
    total = options.repeat * sum(map(len, chosen.values()))
    with display(streams.err, total=total, title="Verifying") as progress:
        results = verifying.verify(
            exercises,
            driver,
            slots=options.jobs,
            repeat=options.repeat,
            cache=options.cache,
            enough=never if options.within is None else _after(60 * options.within),
            on_event=progress,
            solutions_of=lambda exercise: chosen[exercise.slug],
        )
    streams.out.print(trials(results))
    _keep_mismatches(results, options, streams)
    if not wanted:
        warn_of_errors(every, streams)
    wrong = sum(bool(trial.mismatches) for trial in results)
    solutions = counted(len(results), "known solution")
    streams.say(f"\n{solutions}, {wrong or 'none'} not as expected.")
    left = total - sum(len(trial.judgements) for trial in results)
    if left:
        streams.say(f"{left} of {counted(total, 'judging')} left for another time.")
    return Exit.FAILED if wrong or (every.errors and not wanted) else Exit.OK


def _after(seconds: float) -> Callable[[], bool]:
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def _wanted(known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Take slugs apart from names of solutions: none of those stands for all of an exercise's."""
    wanted: dict[str, tuple[str, ...]] = {}
    whole: set[str] = set()
    for text in known:
        slug, _, name = text.partition("/")
        if not name:
            whole.add(slug)
        wanted[slug] = () if slug in whole else (*wanted.get(slug, ()), name)
    return wanted


def _solutions(exercise: Exercise, names: Collection[str]) -> tuple[KnownSolution, ...]:
    """Find an exercise's known solutions; without any, nothing would be verified and it passed."""
    every = {solution.name: solution for solution in known_solutions(exercise)}
    if not every:
        raise UsageError(
            f"{exercise.slug} has no known solutions to verify it with.",
            where=str(exercise.solutions or exercise.root),
            hint="Put them into solutions/<slug>/accepted/, wrong_answer/ and so on.",
        )
    for name in names:
        if name not in every:
            near = nearest(name, every)
            raise UsageError(
                f"{exercise.slug} has no known solution {name!r}.",
                where=str(exercise.solutions),
                hint=f"Did you mean {exercise.slug}/{near}?" if near else None,
            )
    return tuple(every[name] for name in dict.fromkeys(names)) or tuple(every.values())


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


COMMAND = Command(
    name="verify",
    summary="judge known solutions, and compare with what they must get",
    details="Accepted solutions must get full marks; each known-bad one the verdict and the\n"
    "feedback that its expectation names. Exits 1 when one does not.",
    examples=(
        "grader verify lock-counter --repeat 20",
        "grader verify --cache .verified --within 5",
    ),
    arguments=arguments,
    options=Options,
    run=run,
)
