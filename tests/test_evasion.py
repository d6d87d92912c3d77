"""A program that gets rid of what orders its steps gains nothing, and is seen to do it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.judge import Job, judge
from grader.model import CaseResult, Submission, Verdict
from grader.sandbox.docker import DockerDriver
from tests.support.races import exercise

pytestmark = pytest.mark.docker

TEST = """
import pytest
from program import sell_all

@pytest.mark.schedules(20, seconds=30)
def test_sold(lab):
    tickets = lab.shared(7, name="tickets")
    sell_all(tickets)
    assert tickets.value == {expected}
"""
SELL = """
def sell_all(tickets):
    evade()
    threads = [threading.Thread(target=sell, args=(tickets,)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""
RACY = """
import os, sys, threading, _thread

def sell(tickets):
    left = tickets.value
    tickets.value = left - 1
"""
NEVER_RIGHT = """
import os, sys, threading, _thread

def sell(tickets):
    tickets.value
"""
EVASIONS = {
    "tracing off": """
def evade():
    threading.settrace(None)
    sys.settrace(None)
""",
    "primitives of its own": """
def evade():
    threading.Thread.start = lambda self: _thread.start_new_thread(self.run, ())
    threading.Thread.join = lambda self: None
""",
    "control undone": """
def evade():
    for module in list(sys.modules.values()):
        if hasattr(module, "set_control"):
            module.set_control(None)
        for value in list(vars(module).values()):
            if type(value).__name__ == "Control":
                value.free = True
""",
    "descriptors closed": """
import stat
def evade():
    for number in range(3, 300):
        try:
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                os.close(number)
        except OSError:
            pass
""",
}


def judged(source: str, folder: Path, expected: int = 4) -> CaseResult:
    submission = Submission(id="program", files={"program.py": source.encode()})
    test = TEST.format(expected=expected)
    driver = DockerDriver()
    driver.prepare()
    [case] = judge(Job(exercise=exercise(folder, test), submission=submission), driver).cases
    return case


@pytest.mark.parametrize("evasion", EVASIONS)
def test_a_wrong_program_gets_no_points_by_evading(evasion: str, tmp_path: Path) -> None:
    case = judged(NEVER_RIGHT + EVASIONS[evasion] + SELL, tmp_path)
    assert not case.verdict.passed
    assert case.score == 0


@pytest.mark.parametrize("evasion", EVASIONS)
def test_a_race_on_what_the_test_shares_is_seen_nevertheless(evasion: str, tmp_path: Path) -> None:
    case = judged(RACY + EVASIONS[evasion] + SELL, tmp_path)
    assert not case.verdict.passed, case.explanation


def test_evading_is_noted_where_all_held(tmp_path: Path) -> None:
    source = RACY.replace("left = tickets.value", "return") + EVASIONS["control undone"] + SELL
    source = source.replace("    evade()\n", "    evade()\n    tickets.value\n")
    case = judged(source, tmp_path, expected=7)
    assert case.verdict is Verdict.AC
    assert case.explanation is not None
    assert "out of the grader's control" in case.explanation["orders"]["note"]
    assert "out of the grader's control" in case.explanation["sentence"]


def test_a_program_that_lets_itself_be_controlled_has_no_such_note(tmp_path: Path) -> None:
    source = RACY.replace("left = tickets.value", "return") + "\ndef evade():\n    pass\n" + SELL
    case = judged(source, tmp_path, expected=7)
    assert case.verdict is Verdict.AC
    assert case.explanation is not None
    assert case.explanation["orders"]["note"] is None
