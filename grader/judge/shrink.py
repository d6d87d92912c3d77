"""Make a failing order shorter: fewer switches, the same failure.

Every switch that is not what would happen anyway is told apart from the others, so that some can be
left out. Source: Zeller, Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", TSE 2002.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from grader.judge.runs import ChoiceMade, Run
from grader.model import Schedule

MAX_RUNS = 60
CONFIRMATIONS = 3

RunOnce = Callable[[Schedule | None], Run]


def shrink(failed: Run, schedule: Schedule, run: RunOnce, until: float) -> tuple[Run, bool]:
    """Return the simplest failing run that was found, and whether its order repeats it exactly.

    `until` is a moment on the monotonic clock.
    """
    best = failed
    switches = _switches(failed)
    parts, tries = 1, 0
    while switches and tries < MAX_RUNS and time.monotonic() < until:
        size = -(-len(switches) // parts)
        for start in range(0, len(switches), size):
            fewer = switches[:start] + switches[start + size :]
            tries += 1
            shorter = run(_guided(schedule, "switches", fewer))
            if not shorter.clean:
                return _confirmed(best, schedule, run)
            if _is_same(shorter, failed) and _cost(shorter) < _cost(best):
                best, switches, parts = shorter, _switches(shorter), max(1, parts - 1)
                break
            if tries >= MAX_RUNS or time.monotonic() >= until:
                break
        else:
            if size == 1:
                break
            parts = min(len(switches), 2 * parts)
    return _confirmed(best, schedule, run)


def _confirmed(best: Run, schedule: Schedule, run: RunOnce) -> tuple[Run, bool]:
    """Repeat the run by its choices; the repetition is what is shown.

    On a busy machine a run may have looked for something once more than it had to, which its
    repetition need not do: then that one is repeated in its turn.
    """
    for _attempt in range(CONFIRMATIONS):
        assert best.report is not None
        choices = tuple(choice.chosen for choice in best.report.choices)
        again = run(_guided(schedule, "replay", choices))
        if not again.clean or again.report is None:
            break
        if _is_same(again, best):
            if again.report.choices == best.report.choices:
                return again, True
            best = again
    return best, False


def _guided(schedule: Schedule, strategy: str, choices: tuple[str, ...]) -> Schedule:
    # What is drawn by lot elsewhere, as names of files, must be what a replay will draw.
    return replace(schedule, strategy=strategy, seed=0, choices=choices, places=())


def _is_same(run: Run, failed: Run) -> bool:
    return run.report is not None and run.ruling.verdict == failed.ruling.verdict


def _cost(run: Run) -> tuple[int, int]:
    assert run.report is not None
    return run.report.switches, len(_switches(run))


def _switches(run: Run) -> tuple[str, ...]:
    """List what was chosen other than the least change, as the strategy `switches` reads it."""
    if run.report is None:
        return ()
    return tuple(_switch(choice) for choice in run.report.choices if _is_special(choice))


def _is_special(choice: ChoiceMade) -> bool:
    return choice.chosen != (choice.options[0] if choice.stays is None else choice.stays)


def _switch(choice: ChoiceMade) -> str:
    if choice.stays is None:
        return f">{choice.chosen}@{choice.steps}"
    return f"{choice.stays}@{choice.steps}>{choice.chosen}"
