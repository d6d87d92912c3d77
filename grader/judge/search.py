"""Which orders of its steps a program is tried in.

as it comes      once: a mistake that has nothing to do with order shows at once
postpone         all look before anybody changes anything: for checks and updates of several steps
latest           all are started, and then the last goes first: for what leans on the usual order
delays           a few runs with random delays, for breadth
controlled       strategies by turns, at all granularities: each finds what others miss
exhaustive       depth-first with few preemptions, where the case is small enough to finish; by
                 turns with the controlled ones, as it may take long
"""

from __future__ import annotations

import itertools
from collections import Counter, deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from grader.judge.runs import Report
from grader.model import Granularity, Schedule

PRIMITIVES, LINES, BYTECODES = Granularity.PRIMITIVES, Granularity.LINES, Granularity.BYTECODES
FIRST_SEED = 0
"""The first of those that lots are drawn with; the next run has the next."""
DELAYED_RUNS = 2
SLOW_SECONDS = 0.3
"""After a run with delays that took so long, no other: the program sleeps, and under control that
takes no time.
"""
FIRST = (
    ("postpone", BYTECODES),
    ("postpone", PRIMITIVES),
    ("latest", BYTECODES),
    ("postpone", LINES),
)
"""Strategies and granularities of the runs that show the most, before those with delays."""
TURNS = (
    ("barge", PRIMITIVES),
    ("pos", LINES),
    ("random", BYTECODES),
    ("pos", LINES),
    ("pct", LINES),
    ("postpone", LINES),
    ("barge", PRIMITIVES),
    ("random", LINES),
    ("roundrobin", LINES),
    ("pos", BYTECODES),
    ("postpone", LINES),
    ("pos", LINES),
    ("random", PRIMITIVES),
    ("random", BYTECODES),
    ("pct", LINES),
    ("pos", LINES),
    ("postpone", PRIMITIVES),
    ("barge", PRIMITIVES),
    ("pos", PRIMITIVES),
    ("random", LINES),
    ("pct", BYTECODES),
    ("pos", LINES),
    ("postpone", BYTECODES),
    ("random", BYTECODES),
    ("pct", LINES),
    ("pos", BYTECODES),
    ("random", LINES),
    ("pct", PRIMITIVES),
)
"""Strategies and granularities, in the order in which they take turns after that."""
VARIANTS: dict[str, tuple[dict[str, int], ...]] = {
    # How often a change is held back, and after how many others.
    "postpone": (
        {"percent": 100},
        {"percent": 100, "before": 1},
        {"percent": 100, "before": 1},
        {"percent": 60},
        {"percent": 100, "before": 2},
        {"percent": 30},
    ),
    # Who goes next where that is free.
    "barge": ({"latest": 0}, {"latest": 1}, {}),
}
"""Parameters that a strategy is given by turns, at each granularity."""
BEFORE_SEARCHING_ALL = 20
"""How many controlled runs come before all orders are tried."""
MAX_CHOICES_FOR_ALL = {LINES: 24, PRIMITIVES: 40}
"""A run with more choices than that is not searched depth-first."""
MAX_PREEMPTIONS = 2
MAX_WAITING = 20_000


@dataclass(slots=True)
class Feedback:
    """What the last run showed; whoever runs the schedules fills it in."""

    report: Report | None = None
    seconds: float = 0.0
    """How long it took."""
    exhausted: int | None = None
    """All orders with up to so many preemptions have been tried,"""
    exhausted_at: Granularity = LINES
    """where tasks could be stopped there."""
    changing: tuple[tuple[str, int], ...] = ()
    """The files and lines of the program that change what tasks may share."""


def schedules(feedback: Feedback, *, granularity: Granularity | None = None) -> Iterator[Schedule]:
    """Yield schedules, the most promising first, for as long as they are asked for.

    `granularity` keeps all of them to one.
    """
    grains = {granularity} if granularity else set(Granularity)
    random_ones = controlled(feedback, grains)
    yield from itertools.islice(random_ones, len(FIRST))
    for number in range(DELAYED_RUNS):
        yield Schedule(strategy="delays", seed=FIRST_SEED + number)
        if feedback.seconds > SLOW_SECONDS:
            break
    yield from itertools.islice(random_ones, BEFORE_SEARCHING_ALL - len(FIRST))
    yield from _by_turns(_exhaustively(feedback, grains), random_ones)


def _exhaustively(feedback: Feedback, grains: Collection[Granularity]) -> Iterator[Schedule]:
    for grain in (LINES, PRIMITIVES):
        if grain in grains and feedback.exhausted is None:
            yield from DepthFirst(feedback, grain)


def _by_turns(*searches: Iterator[Schedule]) -> Iterator[Schedule]:
    """Yield from each in turn; right after its schedule was run, each sees what that showed."""
    waiting = deque((search, next(search, None)) for search in searches)
    while waiting:
        search, schedule = waiting.popleft()
        if schedule is not None:
            yield schedule
            waiting.append((search, next(search, None)))


def controlled(
    feedback: Feedback, grains: Collection[Granularity] = frozenset(Granularity)
) -> Iterator[Schedule]:
    """Yield what comes first, and then the strategies by turns, without end."""
    choices: dict[Granularity, int] = {}
    used: Counter[tuple[str, Granularity]] = Counter()
    turns = itertools.chain(FIRST, itertools.cycle(TURNS))
    for number, (strategy, wanted) in enumerate(turns):
        grain = _one_of(grains, wanted)
        turn = number - len(FIRST)
        variants = VARIANTS.get(strategy, ({},))
        schedule = Schedule(
            strategy=strategy,
            seed=FIRST_SEED + number,
            granularity=grain,
            parameters={
                # Every other run lets a sleep end before the others have done what they can.
                "hasty": (turn // len(TURNS) + turn) % 2 if turn >= 0 else 0,
                **({"choices": choices[grain]} if grain in choices else {}),
                **variants[used[strategy, grain] % len(variants)],
            },
            places=feedback.changing if strategy == "postpone" else (),
        )
        yield schedule
        used[strategy, grain] += 1
        if feedback.report is not None:
            choices[grain] = max(1, len(feedback.report.choices))


def harmless() -> Iterator[Schedule]:
    """Yield orders in which little goes wrong, without end: whoever is started goes at once, …"""
    yield Schedule(strategy="latest", granularity=PRIMITIVES, parameters={"at_once": 1})
    grains = itertools.cycle((LINES, PRIMITIVES, BYTECODES))
    for number, grain in enumerate(grains):
        yield Schedule(strategy="random", seed=FIRST_SEED + number, granularity=grain)


def _one_of(grains: Collection[Granularity], wanted: Granularity) -> Granularity:
    return wanted if wanted in grains else next(iter(grains))


class DepthFirst:
    """Try all orders with no preemption, then all with one, and so on, up to a bound.

    Each run follows a prefix of choices and then lets every task go on for as long as it can; what
    else could have been chosen on the way is tried later. Source: Musuvathi, Qadeer, "Iterative
    Context Bounding for Systematic Testing of Multithreaded Programs", PLDI 2007.
    """

    def __init__(self, feedback: Feedback, granularity: Granularity) -> None:
        self._feedback = feedback
        self._granularity = granularity

    def __iter__(self) -> Iterator[Schedule]:
        now: list[tuple[str, ...]] = [()]
        for bound in range(MAX_PREEMPTIONS + 1):
            later: list[tuple[str, ...]] = []
            while now:
                prefix = now.pop()
                yield self._schedule(prefix, bound)
                report = self._feedback.report
                if report is None or not self._is_small(report):
                    return
                for choices, preempts in _alternatives(report, len(prefix)):
                    (later if preempts > bound else now).append(choices)
                if len(now) + len(later) > MAX_WAITING:
                    return
            self._feedback.exhausted, self._feedback.exhausted_at = bound, self._granularity
            now = later

    def _is_small(self, report: Report) -> bool:
        whole = report.freed in (None, "blocked")
        return whole and len(report.choices) <= MAX_CHOICES_FOR_ALL[self._granularity]

    def _schedule(self, prefix: tuple[str, ...], bound: int) -> Schedule:
        return Schedule(
            strategy="dfs",
            granularity=self._granularity,
            choices=prefix,
            parameters={"preemptions": bound},
        )


def _alternatives(report: Report, start: int) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield what could have been chosen from `start` on, with the preemptions that it costs."""
    chosen = [choice.chosen for choice in report.choices]
    preempted = [choice.is_preemption for choice in report.choices]
    for place in range(start, len(chosen)):
        choice = report.choices[place]
        for option in choice.options:
            if option != choice.chosen:
                more = choice.stays is not None and option != choice.stays
                yield (*chosen[:place], option), sum(preempted[:place]) + more
