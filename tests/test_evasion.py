"""A program that gets rid of what orders its steps, or of the search, gains nothing by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.judge import Job, judge
from grader.model import CaseResult, Exercise, Judgement, Submission, Verdict
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

SELL_WITH_A_RACE = """
import os, sys, threading

def sell():
    global left
    now = left
    left = now - 1

def sell_all(tickets):
    global left
    left = tickets
    evade()
    threads = [threading.Thread(target=sell) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return left

def evade():
    pass
"""
TEST_OF_THE_RACE = """
import pytest
from program import sell_all

@pytest.mark.schedules(20, seconds=30)
def test_sold():
    assert sell_all(7) == 4

def test_none():
    assert sell_all(3) == 0
"""
WITH_DIRECTOR = """
import json, socket
kept = []

def say(*said):
    for address in open("/proc/net/unix").read().split():
        if "/steps-" in address:
            kept.append(socket.socket(socket.AF_UNIX))
            kept[-1].connect(address)
            try:
                for one in said:
                    kept[-1].sendall(json.dumps(one).encode() + b"\\n")
            except OSError:
                pass
"""
SPOILERS = {
    "a docstring that is an object": "__doc__ = type('Doc', (), {})()",
    "an object instead of a function": """
class Seller:
    def __call__(self, tickets):
        return all_at_once(tickets)
all_at_once, sell_all = sell_all, Seller()
""",
    "an object of a class that is in no module": """
def make():
    class Base: pass
    class Meta(type): pass
    class Seller(Base, metaclass=Meta):
        def __call__(self, tickets):
            return all_at_once(tickets)
    return Seller()
all_at_once, sell_all = sell_all, make()
""",
    "a wrapped object": "sell_all.__wrapped__ = type('Wrapped', (), {})()",
    "a folder in the way of those who wipe": """
def evade():
    os.makedirs("/tmp/..wiped-1/x", exist_ok=True)
""",
    "infinite numbers": WITH_DIRECTOR
    + """
def evade():
    say(["hello", "9.9", 1, float("inf"), "t", True])
    say(["hello", "9.8", 1, 1, float("inf"), True], ["at", "o", "f", 1, "w", [], [], {"a": 1e999}])
""",
    "a flood of steps": WITH_DIRECTOR
    + """
def evade():
    owners = {f"{number}é" * 20: "é" * 40 for number in range(12)}
    steps = [["é" * 40, f"é{number}" * 60, 1, "é" * 100, owners] for number in range(20)]
    say(["hello", "9.9", 1, 1, "t", True], *[["passed", steps]] * 400)
""",
    "paths in the place of numbers": WITH_DIRECTOR
    + """
def evade():
    say(["hello", "9.9", 1, "../../../../tmp/x", "t", False])
""",
}
"""What once ended the search for an order, or cost the box in which it was made."""
UNREMOVABLE = """
from grader.judge.session import Session

close = Session.close
Session.close = lambda session: close(session) and False
"""
"""A test file is the judge's own code: this makes its judge find something left after each run."""


def judged(source: str, folder: Path, expected: int = 4) -> CaseResult:
    [case] = all_judged(source, exercise(folder, TEST.format(expected=expected))).cases
    return case


def all_judged(source: str, exercise: Exercise) -> Judgement:
    submission = Submission(id="program", files={"program.py": source.encode()})
    driver = DockerDriver()
    driver.prepare()
    return judge(Job(exercise=exercise, submission=submission), driver)


@pytest.mark.parametrize("evasion", EVASIONS)
def test_a_wrong_program_gets_no_points_by_evading(evasion: str, tmp_path: Path) -> None:
    case = judged(NEVER_RIGHT + EVASIONS[evasion] + SELL, tmp_path)
    assert not case.verdict.passed
    assert case.score == 0


@pytest.mark.parametrize("evasion", EVASIONS)
def test_a_race_on_what_the_test_shares_is_seen_nevertheless(evasion: str, tmp_path: Path) -> None:
    case = judged(RACY + EVASIONS[evasion] + SELL, tmp_path)
    assert not case.verdict.passed, case.explanation


@pytest.mark.parametrize("spoiler", SPOILERS)
def test_nothing_keeps_a_race_from_being_searched_for(spoiler: str, tmp_path: Path) -> None:
    source = SELL_WITH_A_RACE + SPOILERS[spoiler]
    race, plain = all_judged(source, exercise(tmp_path, TEST_OF_THE_RACE)).cases
    assert race.verdict is Verdict.WA, race.message
    assert race.explanation is not None
    assert race.explanation["orders"]["stopped"] == "failed"
    assert plain.verdict is Verdict.AC


def test_who_leaves_what_cannot_be_removed_is_not_accepted_unsearched(tmp_path: Path) -> None:
    given = exercise(tmp_path, UNREMOVABLE + TEST_OF_THE_RACE)
    race, plain = all_judged(SELL_WITH_A_RACE, given).cases
    assert race.verdict is Verdict.SV, race.message
    assert "cannot be removed" in race.message
    assert plain.verdict is Verdict.AC, plain.message


def test_the_first_list_of_cases_is_the_last(tmp_path: Path) -> None:
    test = """
import pytest
from program import sell_all

@pytest.mark.parametrize("function", [sell_all])
def test_sold(function):
    assert function(7) == 4

@pytest.mark.parametrize("function", [sell_all])
def test_again(function):
    assert function(7) == 4
"""
    named = "sell_all.__name__ = 'sell' + os.urandom(4).hex()"
    judgement = all_judged(SELL_WITH_A_RACE + named, exercise(tmp_path, UNREMOVABLE + test))
    assert [case.verdict for case in judgement.cases] == [Verdict.AC, Verdict.JE]


def test_a_test_file_that_keeps_an_object_is_no_way_around_the_search(tmp_path: Path) -> None:
    test = "from program import sold\n" + TEST_OF_THE_RACE
    race, plain = all_judged(
        SELL_WITH_A_RACE + "sold = [type('Ticket', (), {})()]", exercise(tmp_path, test)
    ).cases
    assert race.verdict is Verdict.JE
    assert "keep an object" in race.message
    assert plain.verdict is Verdict.AC


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
