"""Measure how soon each strategy finds the races of `tests/races`, beside plain repetition.

    python benchmarks/races.py [PROGRAM ...] [--runs 200] [--seeds 3] [--replays 100] [--jobs 2]
        [--sandbox docker|local] [--strategies plain,delays,random,pct,pos,…]

It prints tables and asserts nothing. A cell tells the runs and the seconds until a program failed,
each the median over the seeds; `-` where most seeds have not found it in so many runs or in the
seconds that a case has. Plain repetition runs the same case in the same sandbox, as it comes.
The last column tells how many repetitions of the found order were the same, step by step.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from grader.model import Granularity
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.local import LocalDriver
from tests.support.races import (
    MARK,
    again_and_again,
    cases,
    differing,
    facts,
    hidden_test,
    judged,
    order,
    programs,
)

ORDERED = ("random", "pct", "pos", "postpone", "latest", "barge", "dfs", "roundrobin")
WITHOUT_SEED = ("latest", "dfs")
SEEDS_APART = 1000
ONE_STRATEGY = """

from grader.judge import orders, search
from grader.model import Granularity, Schedule


def one_strategy(feedback, **_):
    grain, parameters = Granularity("{grain}"), None
    if "{strategy}" == "dfs":
        yield from search.DepthFirst(feedback, grain)
        return
    for seed in range({seed}, {seed} + {runs}):
        yield Schedule(
            strategy="{strategy}",
            seed=seed,
            granularity=grain,
            parameters={{**(parameters or {{}}), "percent": (100, 60, 30)[seed % 3]}},
            places=feedback.changing,
        )
        if feedback.report is not None:
            parameters = {{"choices": max(1, len(feedback.report.choices))}}


search.schedules = one_strategy
orders.SHRINKING_SECONDS = 0.0
"""
"""A test file is the judge's own code: this makes its judge try nothing but one strategy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """How long it took until a program failed."""

    runs: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A column of the table."""

    strategy: str
    grain: Granularity | None = None

    def __str__(self) -> str:
        return self.strategy if self.grain is None else f"{self.strategy}, {self.grain}"


def main() -> None:
    """Measure and print."""
    options = arguments()
    driver: Driver = LocalDriver(isolated=False) if options.sandbox == "local" else DockerDriver()
    driver.prepare()
    chosen = [p for p in programs("racy") if not options.program or p.stem in options.program]
    ways = list(ways_of(options.strategies.split(",")))

    def row(program: Path) -> list[str]:
        cells = [cell(program, driver, way, options) for way in ways]
        if options.replays:
            cells.append(exactness(program, driver, options.replays))
        print(f"{program.stem} measured", file=sys.stderr)
        return [program.stem, facts(program).needs, *cells]

    with ThreadPoolExecutor(options.jobs) as executor:
        rows = list(executor.map(row, chosen))
    replayed = [f"same of {options.replays}"] if options.replays else []
    print_table([["program", "needs", *map(str, ways), *replayed], *rows])
    print()
    print_table(summary(ways, [found_cells[2 : 2 + len(ways)] for found_cells in rows]))


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", nargs="*")
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--replays", type=int, default=100)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sandbox", choices=("docker", "local"), default="docker")
    parser.add_argument("--strategies", default=",".join(("plain", "delays", *ORDERED)))
    return parser.parse_args()


def ways_of(strategies: Iterable[str]) -> Iterable[Way]:
    """Return the columns for some strategies."""
    for strategy in strategies:
        if strategy in ORDERED:
            yield from (Way(strategy=strategy, grain=grain) for grain in Granularity)
        else:
            yield Way(strategy=strategy)


def cell(program: Path, driver: Driver, way: Way, options: argparse.Namespace) -> str:
    """Measure one program in one way, with several seeds."""
    seeds = 1 if way.strategy in WITHOUT_SEED else options.seeds
    found = [search(program, driver, way, seed, options.runs) for seed in range(seeds)]
    return median(found)


def search(program: Path, driver: Driver, way: Way, seed: int, runs: int) -> Found | None:
    """Run a program in one way until it fails; None when it has not."""
    if way.strategy == "plain":
        return plainly(program, driver, runs)
    if way.strategy == "latest":
        runs = 1  # It has but one order.
    test = hidden_test(program).replace(MARK, MARK.replace("100", str(runs)))
    test += ONE_STRATEGY.format(
        strategy=way.strategy,
        grain=way.grain or Granularity.LINES,
        seed=seed * SEEDS_APART,
        runs=runs,
    )
    with TemporaryDirectory() as folder:
        [case] = cases(program, Path(folder), driver, test)
    if case.verdict.passed or case.explanation is None or "orders" not in case.explanation:
        return None
    told = case.explanation["orders"]
    return Found(runs=told["strategies"].get(way.strategy, 0), seconds=told["seconds"])


def plainly(program: Path, driver: Driver, runs: int) -> Found | None:
    """Repeat a program as it comes until it fails."""
    with TemporaryDirectory() as folder:
        test = again_and_again(hidden_test(program), runs)
        every = cases(program, Path(folder), driver, test)
    for number, case in enumerate(every, 1):
        if not case.verdict.passed:
            return Found(runs=number, seconds=sum(c.wall_seconds for c in every[:number]))
    return None


def median(found: Sequence[Found | None]) -> str:
    """Tell the median; of an even number the worse of the two in the middle."""
    middle = sorted(found, key=lambda f: float("inf") if f is None else f.runs)[len(found) // 2]
    if middle is None:
        return "-"
    seconds = statistics.median(f.seconds for f in found if f is not None)
    return f"{middle.runs} ({seconds:.2f} s)"


def exactness(program: Path, driver: Driver, times: int) -> str:
    """Find a program's race as `grade` does, and repeat its order."""
    with TemporaryDirectory() as folder:
        [case] = judged(program, Path(folder), driver)
    told = (case.explanation or {}).get("schedule")
    if not told or not told["replayable"]:
        return f"{case.verdict}, not repeatable"
    assert order(case) is told
    with TemporaryDirectory() as folder:
        return str(times - len(differing(case, program, Path(folder), driver, times)))


def summary(ways: Sequence[Way], rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Tell of each way how many programs it found."""
    found = [sum(cells[column] != "-" for cells in rows) for column in range(len(ways))]
    return [["way", f"found of {len(rows)}"]] + [
        [str(way), str(count)] for way, count in zip(ways, found, strict=True)
    ]


def print_table(rows: Sequence[Sequence[str]]) -> None:
    """Print a table in Markdown, its first row as the head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = (text.ljust(width) for text, width in zip(row, widths, strict=True))
        print(f"| {' | '.join(cells)} |")
        if number == 0:
            print(f"|{'|'.join('-' * (width + 2) for width in widths)}|")


if __name__ == "__main__":
    main()
