"""Run a case in many orders of its program's steps, and tell what they showed."""

from __future__ import annotations

import itertools
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from grader.judge import search
from grader.judge.feedback import ended
from grader.judge.findings import evasion, order_of, with_order
from grader.judge.reasons import one_order_only
from grader.judge.runs import Run, read_report
from grader.judge.shrink import shrink
from grader.judge.sourcelines import changing_lines
from grader.model import Budget, Granularity, Schedule, Verdict
from grader.words import ENGLISH, N_, _, language, ngettext

AGAIN: Any = object()
"""What follows a run after which the same case is run again."""
NOT_OF_ORDER = frozenset(
    {Verdict.TLE, Verdict.MLE, Verdict.OLE, Verdict.CE, Verdict.SV, Verdict.JE}
)
"""After these, no other order is tried: they would cost much, or show nothing else."""
SHRINKING_SECONDS = 2.0
SEARCHING_A_PASS = 6
"""In so many orders a case that failed twice is looked for one in which it passes."""
ENOUGH = 30
"""So many orders are tried even if that takes longer than it should."""


class Sibling:
    """Stand for the case that comes next, so that pytest tears down the case and nothing wider."""

    def __init__(self, item: pytest.Item) -> None:
        self._chain = item.listchain()[:-1]

    def listchain(self) -> list[Any]:
        """Return what is still needed."""
        return self._chain


RunOnce = Callable[[Schedule | None], Run]


def explore(budget: Budget, run: RunOnce, files: Mapping[str, bytes], python: str) -> Run:
    """Run a case in many orders until one fails or the budget is used up.

    Returns the run that tells: the failed one in its shortest form, or else the first. Its ruling's
    explanation says what was tried.
    """
    return Exploration(budget, run, files, python).result()


class Exploration:
    """All runs of one case."""

    def __init__(
        self, budget: Budget, run: RunOnce, files: Mapping[str, bytes], python: str
    ) -> None:
        self._files = files
        self._python = python
        self._budget = budget
        self._run = run
        self._started = time.monotonic()
        self._seconds = 0.0
        self._strategies: Counter[str] = Counter()
        self._stopped = "count"
        self._evaded: str | None = None
        self._feedback = search.Feedback(changing=changing_lines(files))

    def result(self) -> Run:
        """Run it all."""
        first = self._run(None)
        if not first.clean or first.ruling.verdict in NOT_OF_ORDER:
            return _in_vain(first) if first.passed else first
        if first.shared:
            return self._tell_shared(first) if first.passed else first
        failed = self._search(only_controlled=False) if first.passed else self._search_again()
        self._seconds = time.monotonic() - self._started
        if failed is None:
            return self._tell_all_held(first) if first.passed else first
        run, schedule = failed
        if run.unfinished and not first.passed:
            return first
        if not run.clean:
            return run
        return self._tell_failure(run, schedule)

    def _search_again(self) -> tuple[Run, Schedule | None] | None:
        """Return an order in which a case fails that failed as it came, if it passes in another."""
        calmly = Schedule(strategy="dfs")
        calm = self._try(calmly)
        if calm.passed and calm.clean:
            return self._search(only_controlled=True)
        if calm.report is None or not calm.clean or calm.ruling.verdict in NOT_OF_ORDER:
            return None
        for schedule in itertools.islice(search.harmless(), SEARCHING_A_PASS):
            run = self._try(schedule)
            if not run.clean or run.ruling.verdict in NOT_OF_ORDER:
                return None
            if run.passed:
                self._stopped = "failed"
                return calm, calmly
        return None

    def _search(self, *, only_controlled: bool) -> tuple[Run, Schedule | None] | None:
        """Return the first run that failed, and its order if that can be repeated."""
        feedback = self._feedback
        by_luck: tuple[Run, Schedule | None] | None = None
        for schedule in search.schedules(feedback, granularity=self._budget.granularity):
            if self._is_used_up():
                return by_luck
            if only_controlled and schedule.strategy == "delays":
                continue
            run = self._try(schedule)
            feedback.seconds = run.seconds
            if _is_only_slow(run):
                self._strategies -= Counter([schedule.strategy])
                self._stopped = "slow"
                return by_luck
            if run.passed and not run.clean:
                by_luck = by_luck or (_in_vain(run), None)
                break
            if not run.passed:
                if run.report is not None and schedule.strategy != "delays":
                    self._stopped = "failed"
                    return run, schedule
                by_luck, only_controlled = (run, None), True
                if not run.clean or run.ruling.verdict in NOT_OF_ORDER:
                    return by_luck
            feedback.report = run.report if schedule.strategy != "delays" else None
            if run.report is not None and _is_alone(run):
                self._stopped = "alone"
                return by_luck
        return by_luck

    def _is_used_up(self) -> bool:
        tried = self._strategies.total()
        # A machine that is busy with other things must not make a race go unseen.
        patience = self._budget.seconds * (1 if tried >= ENOUGH else 4)
        if time.monotonic() - self._started > patience:
            self._stopped = "time"
            return True
        return tried >= self._budget.orders

    def _try(self, schedule: Schedule) -> Run:
        self._strategies[schedule.strategy] += 1
        run = self._run(schedule)
        if schedule.strategy != "delays":
            self._evaded = evasion(run) or self._evaded
        return run

    def _tell_shared(self, first: Run) -> Run:
        if first.kept:  # What an author may overlook, and a program try: it is not accepted unseen.
            return replace(first, ruling=ended(one_order_only()))
        self._stopped = "shared"
        return self._tell_all_held(first)

    def _tell_all_held(self, first: Run) -> Run:
        orders = self._orders()
        explanation = {"kind": "order", "sentence": orders["sentence"], "orders": orders}
        return replace(first, ruling=replace(first.ruling, explanation=explanation))

    def _tell_failure(self, run: Run, schedule: Schedule | None) -> Run:
        if schedule is None:
            self._stopped = "luck"
        if schedule is None or run.report is None:
            ruling = with_order(run.ruling, None, self._orders())
            return replace(run, ruling=ruling)
        until = time.monotonic() + SHRINKING_SECONDS
        shortest, exact = shrink(run, schedule, self._run, until)
        order = _order(shortest, schedule, self._files, replayable=exact, python=self._python)
        return replace(shortest, ruling=with_order(shortest.ruling, order, self._orders()))

    def _orders(self) -> dict[str, Any]:
        tried = self._strategies.total() + 1
        data: dict[str, Any] = {
            "tried": tried,
            "planned": self._budget.orders + 1,
            "seconds": round(self._seconds, 2),
            "strategies": {"as it comes": 1, **self._strategies},
            "exhaustive": self._feedback.exhausted,
            "stopped": self._stopped,
            "note": self._evaded,
        }
        sentence = _sentence(data, self._feedback.exhausted_at)
        if self._evaded:
            sentence = _("{sentence} {note}", sentence=sentence, note=self._evaded)
        return {**data, "sentence": sentence}


def _in_vain(run: Run) -> Run:
    """Mark a run after which its box is of no use: the orders that are left are to be tried."""
    return replace(run, unfinished=True)


def _is_only_slow(run: Run) -> bool:
    """Tell whether a run took too long although somebody could go: stops and tracing take time.

    That is nothing to accuse a program of which was in time as it came.
    """
    is_stuck = run.report is None or run.report.freed == "blocked"
    return run.ruling.verdict is Verdict.TLE and not is_stuck


def _is_alone(run: Run) -> bool:
    report = run.report
    return report is not None and len(report.tasks) <= 1


_GRANULARITIES = {
    Granularity.PRIMITIVES: N_("primitives"),
    Granularity.LINES: N_("lines"),
    Granularity.BYTECODES: N_("bytecodes"),
}


_WITHOUT_CHOICE = {
    "shared": N_(
        "It was run only as it comes: it shares its processes with other cases, so nobody can "
        "choose their order."
    ),
    "alone": N_("The program has one task only: there is but one order."),
}


def _sentence(orders: dict[str, Any], granularity: Granularity) -> str:
    tried, stopped = orders["tried"], orders["stopped"]
    if stopped == "failed":
        return _("The {number} order that was tried broke it.", number=_ordinal(tried))
    if stopped == "luck":
        count = tried - orders["strategies"]["delays"] - 1
        return ngettext(
            "A run with random delays broke it; the {count} order that was chosen did not.",
            "A run with random delays broke it; none of the {count} orders that were chosen did.",
            count,
        )
    if stopped in _WITHOUT_CHOICE:
        return _(_WITHOUT_CHOICE[stopped])
    if stopped == "slow":
        return ngettext(
            "It was tried in {count} order only: where its steps are chosen, it takes longer than "
            "it may.",
            "It was tried in {count} orders only: where its steps are chosen, it takes longer than "
            "it may.",
            tried,
        )
    if bound := orders["exhaustive"]:
        return ngettext(
            "All orders with up to {count} needless switch between two {steps} hold; {tried} "
            "orders were tried.",
            "All orders with up to {count} needless switches between two {steps} hold; {tried} "
            "orders were tried.",
            bound,
            steps=_(_GRANULARITIES[granularity]),
            tried=tried,
        )
    return _("It held in all {count} orders that were tried.", count=tried)


def _ordinal(number: int) -> str:
    """Write a number as the place in a row: `3rd`; other languages say that around it."""
    if language() != ENGLISH:
        return str(number)
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def _order(
    run: Run, schedule: Schedule, files: Mapping[str, bytes], *, replayable: bool, python: str
) -> dict[str, Any] | None:
    """Tell an order; None where that fails, for what only explains must cost nobody a verdict."""
    try:
        return order_of(run, schedule, files, replayable=replayable, python=python)
    except Exception:
        return None


def tell(run: Run, schedule: Schedule, files: Mapping[str, bytes], python: str) -> Run:
    """Add to one run's ruling the order that it had."""
    if run.report is None:
        return run
    order = _order(run, schedule, files, replayable=True, python=python)
    return replace(run, ruling=with_order(run.ruling, order, None))


__all__ = ["AGAIN", "Run", "Sibling", "explore", "read_report", "tell"]
