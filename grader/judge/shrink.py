"""Make a failing order shorter: fewer preemptions, the same failure.

A task goes on for as long as it can unless a choice says otherwise; so dropping a preemption and
all that follows it gives an order that is simpler, if it still fails.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from grader.judge.runs import ChoiceMade, Run
from grader.model import Schedule

MAX_RUNS = 25


def shrink(
    failed: Run, schedule: Schedule, run: Callable[[Schedule | None], Run], until: float
) -> tuple[Run, bool]:
    """Return the simplest failing run that was found, and whether its order repeats it exactly.

    `until` is a moment on the monotonic clock.
    """
    best, tries = failed, 0
    candidates = _simpler(best)
    while candidates and tries < MAX_RUNS and time.monotonic() < until:
        choices = candidates.pop(0)
        tries += 1
        shorter = run(_guided(schedule, choices))
        if not shorter.clean:
            break
        if _is_same(shorter, failed) and _cost(shorter) < _cost(best):
            best = shorter
            candidates = _simpler(best)
    return _confirmed(best, schedule, run)


def _confirmed(
    best: Run, schedule: Schedule, run: Callable[[Schedule | None], Run]
) -> tuple[Run, bool]:
    """Repeat the run by its choices; the repetition is what is shown."""
    assert best.report is not None
    again = run(_guided(schedule, tuple(choice.chosen for choice in best.report.choices)))
    exact = (
        _is_same(again, best)
        and again.report is not None
        and again.report.choices == best.report.choices
    )
    return (again if exact else best), exact


def _guided(schedule: Schedule, choices: tuple[str, ...]) -> Schedule:
    return Schedule(
        strategy="replay",
        granularity=schedule.granularity,
        choices=choices,
        parameters=schedule.parameters,
    )


def _is_same(run: Run, failed: Run) -> bool:
    return run.report is not None and run.ruling.verdict == failed.ruling.verdict


def _cost(run: Run) -> tuple[int, int]:
    assert run.report is not None
    return run.report.switches, run.report.length


def _simpler(run: Run) -> list[tuple[str, ...]]:
    """List orders with fewer preemptions, the boldest first."""
    if run.report is None:
        return []
    choices = run.report.choices
    places = [index for index, choice in enumerate(choices) if choice.is_preemption]
    cut = [_chosen(choices[:place]) for place in places]
    skipped = [_without(choices, place) for place in reversed(places)]
    return list(dict.fromkeys([*cut, *skipped]))


def _chosen(choices: tuple[ChoiceMade, ...]) -> tuple[str, ...]:
    return tuple(choice.chosen for choice in choices)


def _without(choices: tuple[ChoiceMade, ...], place: int) -> tuple[str, ...]:
    """Let the task that was interrupted go on until the next time that it was to go anyway."""
    stays = choices[place].stays
    changed = list(_chosen(choices))
    for index in range(place, len(changed)):
        if changed[index] == stays and index > place:
            break
        if stays in choices[index].options:
            changed[index] = str(stays)
    return tuple(changed)
