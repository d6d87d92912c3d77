"""The hostile corpus against the whole judge, in containers: nothing undeserved, nothing lost."""

from __future__ import annotations

import multiprocessing
import queue
import tomllib
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from grader.exercises import load
from grader.judge import Job, Suite, judge
from grader.model import Exercise, Judgement, Limits, Submission
from grader.sandbox import engine
from grader.sandbox.docker import DockerBox, DockerDriver
from grader.sandbox.owner import LABEL, owner
from tests.support.ahead import ahead, wanted

pytestmark = pytest.mark.docker

CORPUS = Path(__file__).parent / "hostile"
HOSTILE = sorted(path for path in CORPUS.glob("*.py") if path.name != "conftest.py")
PARALLEL = 4
HASTE, HASTE_OF_A_CPU = 2.0, 1.0
"""Wall and CPU seconds of a case where nobody works honestly, and the limit may end it.

What only sleeps costs little here, but on a busy machine an import must not take longer.
"""
PATIENCE = 5.0

VERDICTS = {
    "busy_at_import": {"TLE"},
    "clock_says_infinity": {"DL"},
    "deep_result": {"OLE", "WA"},
    "ends_its_first_thread": {"LEAK", "WA", "RTE"},
    "exit_at_import": {"RTE"},
    "forges_frames": {"SV", "WA"},
    # It interferes, but what it comes to is true: nobody will ever go on, and that is proved. That
    # half a message was begun proves nothing: a process that is killed while it sends leaves one.
    "half_a_frame": {"DL"},
    "huge_frame_header": {"SV", "WA"},
    "memory_bomb": {"MLE", "WA"},
    "memory_bomb_in_children": {"MLE", "WA"},
    "moves_and_deletes": {"CE"},
    "poses_as_a_helper": {"LEAK", "WA", "RTE"},
    "prints_a_gigabyte": {"OLE"},
    "raises_at_the_end": {"LEAK", "WA", "RTE"},
    "raises_in_hash": {"SV"},
    "sleeps_forever": {"TLE", "WA"},
    # Proved and told of as quickly as if the sources were where it says.
    "source_is_a_pipe": {"DL"},
    "source_is_endless": {"DL"},
    "stops_itself": {"TLE", "WA"},
    "wide_dag_result": {"OLE", "WA"},
}
"""What some of the attacks must be called, where that depends on no machine's speed."""


@dataclass(slots=True)
class Counting:
    """Open boxes as the driver does, and count them."""

    driver: DockerDriver
    name: str = "docker"
    boxes: list[DockerBox] = field(default_factory=list)

    def gaps(self) -> tuple[str, ...]:
        return self.driver.gaps()

    def prepare(self) -> None:
        self.driver.prepare()

    def open(self, limits: Limits, *, slot: int = 0) -> DockerBox:
        self.boxes.append(self.driver.open(limits, slot=slot))
        return self.boxes[-1]


@dataclass(frozen=True, slots=True)
class Outcome:
    judgement: Judgement
    boxes: int


def honest_cases(path: Path) -> set[str]:
    """Return the cases that a hostile file solves honestly, as its second line says."""
    line = path.read_text().split("\n")[1]
    return set(tomllib.loads(line.removeprefix("# "))["honest"])


def exercise_for(path: Path) -> Exercise:
    exercise = load(CORPUS / "exercise")
    may_time_out = "TLE" in VERDICTS.get(path.stem, {"TLE"})
    hasty = may_time_out and not honest_cases(path)
    wall, cpu = (HASTE, HASTE_OF_A_CPU) if hasty else (PATIENCE, PATIENCE)
    limits = replace(exercise.limits, wall_seconds=wall, cpu_seconds=cpu)
    return replace(exercise, limits=limits)


@pytest.fixture(scope="module")
def outcomes(request: pytest.FixtureRequest) -> Iterator[dict[Path, Future[Outcome]]]:
    """Judge every file that a collected test wants, a few at a time."""
    driver = DockerDriver()
    driver.prepare()
    slots: queue.SimpleQueue[int] = queue.SimpleQueue()
    for slot in range(PARALLEL):
        slots.put(slot)

    def run(path: Path) -> Outcome:
        counting = Counting(driver)
        submission = Submission(id=path.stem, files={"small_jobs.py": path.read_bytes()})
        slot = slots.get()
        try:
            job = Job(exercise=exercise_for(path), submission=submission)
            return Outcome(judge(job, counting, slot=slot), len(counting.boxes))
        finally:
            slots.put(slot)

    asked = wanted(request, "path")
    with ahead([path for path in HOSTILE if path in asked], run, workers=PARALLEL) as futures:
        yield futures


@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.stem)
def test_no_point_is_undeserved_and_no_case_is_lost(
    path: Path, outcomes: dict[Path, Future[Outcome]]
) -> None:
    outcome = outcomes[path].result()
    cases = {case.name: case for case in outcome.judgement.cases}
    told = "\n".join(f"{case.verdict} {case.name}: {case.message}" for case in cases.values())
    assert len(cases) == 9, told
    assert {name for name, case in cases.items() if case.verdict.passed} == honest_cases(path), told
    assert outcome.judgement.score == len(honest_cases(path)), told
    assert all(case.verdict.scored for case in cases.values()), told
    assert {str(case.verdict) for case in cases.values()} <= VERDICTS.get(
        path.stem, {str(case.verdict) for case in cases.values()}
    ), told


@pytest.mark.parametrize(
    "path", [CORPUS / "state_through_files.py", CORPUS / "state_through_ipc.py"], ids=str
)
def test_cases_that_could_pass_on_state_all_ran_in_one_box(
    path: Path, outcomes: dict[Path, Future[Outcome]]
) -> None:
    assert outcomes[path].result().boxes == 1


def test_the_honest_solution_passes_in_one_box(
    outcomes: dict[Path, Future[Outcome]],
) -> None:
    driver = DockerDriver()
    driver.prepare()
    counting = Counting(driver)
    content = (CORPUS / "accepted" / "honest.py").read_bytes()
    submission = Submission(id="honest", files={"small_jobs.py": content})
    judgement = judge(
        Job(exercise=load(CORPUS / "exercise"), submission=submission), counting, slot=PARALLEL
    )
    assert judgement.score == judgement.max_score == 9, judgement.cases
    assert len(counting.boxes) == 1


REACHES_OUT = """
import os

def attempt(what, action):
    try:
        action()
    except OSError:
        return []
    return [what]

def add_all(numbers):
    reached = []
    others = [entry for entry in os.listdir("/proc") if entry.isdigit()]
    others = [entry for entry in others if os.stat("/proc/" + entry).st_uid != os.getuid()]
    for pid in others:
        for name in ("environ", "mem", "maps", "root", "cwd", "fd"):
            path = f"/proc/{pid}/{name}"
            look = os.listdir if name == "fd" else os.readlink if name in ("root", "cwd") else open
            reached += attempt(path, lambda: look(path))
        reached += attempt(f"kill {pid}", lambda: os.kill(int(pid), 0))
    for path in ("/sub/x", "/sub/program/x", "/etc/x", "/x", "/proc/sys/kernel/x"):
        reached += attempt(path, lambda: open(path, "w"))
    for path in ("/sub/agent.zip", "/sub/program/small_jobs.py"):
        reached += attempt(path, lambda: os.unlink(path))
    reached += attempt("root", lambda: os.setuid(0))
    reached += attempt("lower nice", lambda: os.nice(-1))
    assert len(others) >= 3, "the agent, its zygote and its keeper are there to be seen"
    return reached
"""


def test_nothing_of_the_agents_is_within_reach() -> None:
    driver = DockerDriver()
    driver.prepare()
    submission = Submission(id="reaches-out", files={"small_jobs.py": REACHES_OUT.encode()})
    job = Job(exercise=load(CORPUS / "exercise"), submission=submission, suite=Suite.VISIBLE)
    (case,) = judge(job, driver, slot=PARALLEL).cases
    assert case.message == "assert [] == 6", case


def test_nothing_is_left_behind(outcomes: dict[Path, Future[Outcome]]) -> None:
    for outcome in outcomes.values():
        outcome.result()
    mine = {"label": [f"{LABEL}={owner()}"]}
    assert engine.client().containers(all=True, filters=mine) == []
    assert multiprocessing.active_children() == []
