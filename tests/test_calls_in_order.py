"""Calls that a test starts side by side: the order of their steps is the grader's, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.judge import Job, judge
from grader.model import CaseResult, Submission, Verdict
from grader.sandbox.docker import DockerDriver
from tests.support.races import exercise

pytestmark = pytest.mark.docker

COUNTER = """
import threading

class Counter:
    def __init__(self):
        self.lock = threading.Lock()
        self.value = 0

    def add(self, n):
        {statement}
        return n
"""
RIGHT = COUNTER.format(statement="with self.lock: self.value += n")
RACY = COUNTER.format(statement="self.value += n")
HALF = COUNTER.format(
    statement="""seen = self.value
        with self.lock:
            self.value = seen + n"""
)
CALLS = """
import pytest
from program import Counter

@pytest.mark.schedules({orders}, seconds=60)
def test_all_are_counted(lab):
    counter = Counter()
    calls = [lab.start(counter.add, n) for n in (1, 20, 300)]
    assert [call.result() for call in calls] == [1, 20, 300]
    assert counter.value == 321
"""
THREADS = """
import threading
import pytest
from program import Counter

@pytest.mark.schedules(60, seconds=60)
def test_all_are_counted():
    counter = Counter()
    threads = [threading.Thread(target=counter.add, args=(n,)) for n in (1, 20, 300)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counter.value == 321
"""
GATE = """
import pytest
from program import Counter

@pytest.mark.schedules(10, seconds=60)
def test_one_waits_at_the_gate(lab):
    counter, gate = Counter(), lab.gate()
    held = lab.start(use, counter, gate)
    lab.settle()
    assert gate.inside == 1
    assert lab.start(counter.add, 2).result() == 2
    gate.open()
    assert held.result() == 1
    assert counter.value == 3

from program import use
"""
USE = """
def use(counter, gate):
    return gate(counter.add(1))
"""


def judged(source: str, test: str, folder: Path) -> CaseResult:
    submission = Submission(id="program", files={"program.py": source.encode()})
    driver = DockerDriver()
    driver.prepare()
    [case] = judge(Job(exercise=exercise(folder, test), submission=submission), driver).cases
    return case


@pytest.mark.parametrize("test", [CALLS.format(orders=60), THREADS], ids=["lab.start", "threads"])
@pytest.mark.parametrize("source", [RACY, HALF], ids=["no lock", "half a lock"])
def test_a_race_among_calls_is_found_and_can_be_repeated(
    source: str, test: str, tmp_path: Path
) -> None:
    case = judged(source, test, tmp_path)
    assert case.verdict is Verdict.WA, case.message
    assert case.explanation is not None
    order = case.explanation["schedule"]
    assert order["replayable"]
    assert "one update of self.value was lost" in order["sentence"]
    assert [task["name"] for task in order["tasks"]] == [
        "the main task",
        "test thread 2",
        "test thread 3",
    ]


def test_calls_that_are_right_hold_in_every_order(tmp_path: Path) -> None:
    case = judged(RIGHT, CALLS.format(orders=30), tmp_path)
    assert case.verdict is Verdict.AC, case.message
    assert case.explanation is not None
    assert case.explanation["orders"]["stopped"] == "count"


def test_a_gate_and_settling_work_where_the_order_is_ours(tmp_path: Path) -> None:
    case = judged(RIGHT + USE, GATE, tmp_path)
    assert case.verdict is Verdict.AC, case.message
