"""Have the programs of `tests/races` judged, and their orders repeated.

A program says in its docstring what is wrong or why nothing is:

Race: which steps must not fall between which
Needs: the coarsest granularity at which the race shows
Ends as: the verdicts that it may lead to
Told: what the sentence about the order says, as a regular expression; where it is given

It has `main()`, which returns `EXPECTED` in a good order; where it has `SHARED`, it is given that
as something which the test owns, and leaves `EXPECTED_SHARED` there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.judge import Job, judge
from grader.model import CaseResult, Exercise, Granularity, Schedule, Submission, Verdict, replayed
from grader.sandbox.base import Driver
from tests.support.builders import an_exercise

CORPUS = Path(__file__).parents[1] / "races"
MARK = "@pytest.mark.schedules(100, seconds=30)\n"
"""More orders than any program needs; seconds would let the machine's speed decide."""
ENOUGH_FOR_SAFE = 10
AGAIN = """

@pytest.fixture(autouse=True, params=range({times}))
def time(request):
    return request.param
"""
ROUNDS = """

from grader.judge import orders, search


@pytest.fixture(autouse=True, params=range({rounds}))
def round(request):
    search.FIRST_SEED = 1000 * request.param
    if request.param >= {simplified}:
        orders.SHRINKING_SECONDS = 0.0
"""
"""A test file is the judge's own code: this makes its judge draw other lots in each round.

It holds for all runs of a case and for what lies between them, so nothing is undone.
"""
MANIFEST = """
title = "Program"
points = 1
files = ["program.py"]

[limits]
wall_seconds = 10
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a racy program says of itself."""

    needs: Granularity
    verdicts: frozenset[Verdict]
    told: str


def programs(kind: str) -> list[Path]:
    """List the programs of `racy` or `safe`."""
    return sorted((CORPUS / kind).glob("*.py"))


def facts(program: Path) -> Facts:
    """Read what a racy program says of itself."""
    said = dict(re.findall(r"^(Needs|Ends as|Told): (.*)$", program.read_text(), re.MULTILINE))
    verdicts = said["Ends as"].split(", ")
    return Facts(
        needs=Granularity(said["Needs"]),
        verdicts=frozenset(Verdict(code) for code in verdicts),  # type: ignore[call-arg]
        told=said.get("Told", ""),
    )


def hidden_test(program: Path) -> str:
    """Return the test that fits a program."""
    shared = re.search(r"^SHARED = ", program.read_text(), re.MULTILINE)
    return (CORPUS / ("test_shared.py" if shared else "test_program.py")).read_text()


def again_and_again(test: str, times: int) -> str:
    """Return the test as one that runs so many times, each time as it comes or as its job says."""
    assert MARK in test
    return test.replace(MARK, "") + AGAIN.format(times=times)


def exercise(folder: Path, test: str) -> Exercise:
    """Write the made-up exercise that a program is handed in for."""
    return an_exercise(
        folder,
        slug="program",
        manifest=MANIFEST,
        hidden={"test_hidden.py": test},
        visible={"test_visible.py": ""},
    )


def cases(
    program: Path, folder: Path, driver: Driver, test: str, schedule: Schedule | None = None
) -> list[CaseResult]:
    """Have a program judged by a test; return the test's cases."""
    submission = Submission(id=program.stem, files={"program.py": program.read_bytes()})
    job = Job(exercise=exercise(folder, test), submission=submission, schedule=schedule)
    return list(judge(job, driver).cases)


def judged(
    program: Path, folder: Path, driver: Driver, rounds: int = 1, simplified: int = 1
) -> list[CaseResult]:
    """Have a program judged in many orders, in so many rounds with seeds of their own.

    The first rounds, so many, also have the order that failed simplified.
    """
    test = hidden_test(program)
    assert MARK in test
    if program.parent.name == "safe":
        test = test.replace(MARK, MARK.replace("100", str(ENOUGH_FOR_SAFE)))
    test += ROUNDS.format(rounds=rounds, simplified=simplified)
    found = cases(program, folder, driver, test)
    assert len(found) == rounds
    return found


def repeated(
    program: Path, folder: Path, driver: Driver, schedule: Schedule, times: int
) -> list[CaseResult]:
    """Have a program run in one order, so many times."""
    return cases(
        program, folder, driver, again_and_again(hidden_test(program), times), schedule=schedule
    )


def order(case: CaseResult) -> dict[str, Any]:
    """Return the order that made a case fail."""
    assert case.explanation is not None, f"no explanation of {case.verdict}: {case.message}"
    told: dict[str, Any] = case.explanation["schedule"]
    return told


def seen(case: CaseResult) -> tuple[Any, ...]:
    """Return what must be the same whenever an order is repeated."""
    told = order(case)
    tasks = [(task["id"], task["name"]) for task in told["tasks"]]
    return case.verdict, case.message, told["choices"], tasks, told["steps"]


def differing(
    case: CaseResult, program: Path, folder: Path, driver: Driver, times: int
) -> list[str]:
    """Repeat the order that made a case fail; say of each run what was not the same, if so."""
    runs = repeated(program, folder, driver, replayed(order(case)), times)
    assert len(runs) == times
    return [difference for run in runs if (difference := _difference(run, case))]


def _difference(run: CaseResult, case: CaseResult) -> str:
    if run.explanation is None or "schedule" not in run.explanation:
        return f"no order is told of {run.verdict}: {run.message}"
    names = ("verdict", "message", "choices", "tasks", "steps")
    pairs = zip(names, seen(run), seen(case), strict=True)
    return "; ".join(f"{name}: {now!r}, not {then!r}" for name, now, then in pairs if now != then)
