"""The judge: pytest files of many kinds, what comes of each, and what the student is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from grader.judge import Job, judge
from grader.model import CaseResult, Judgement, Submission, Verdict
from grader.sandbox.base import Driver
from grader.sandbox.docker import DockerDriver
from grader.sandbox.fake import FakeDriver
from grader.sandbox.local import LocalDriver
from tests.support.builders import an_exercise
from tests.support.programs import SOURCE, as_functions

MANIFEST = """
title = "Program"
points = {points}
files = ["program.py"]
"""
Cases = Mapping[str, CaseResult]
Grade = Callable[..., Judgement]


def docker() -> DockerDriver:
    driver = DockerDriver()
    driver.prepare()
    return driver


OPENERS: dict[str, Callable[[], Driver]] = {
    "docker": docker,
    "plain": lambda: LocalDriver(isolated=False),
    "fake": lambda: FakeDriver(as_functions),
}
REAL = [pytest.param("docker", marks=pytest.mark.docker), "plain"]


def grade(
    folder: Path,
    driver: Driver,
    hidden: str | Mapping[str, str],
    *,
    visible: str = "def test_nothing():\n    pass\n",
    source: str = SOURCE,
    limits: str = "",
    heard: list[CaseResult] | None = None,
) -> Judgement:
    """Judge the program by hidden tests, and by visible ones."""
    files = {"test_hidden.py": hidden} if isinstance(hidden, str) else hidden
    exercise = an_exercise(
        folder,
        slug="program",
        manifest=MANIFEST.format(points=1) + dedent(limits),
        hidden=files,
        visible={"test_visible.py": visible},
    )
    job = Job(
        exercise=exercise, submission=Submission(id="x", files={"program.py": source.encode()})
    )
    return judge(job, driver, on_case=[].append if heard is None else heard.append)


def cases(judgement: Judgement) -> dict[str, CaseResult]:
    return {case.name: case for case in judgement.cases}


def verdicts(judgement: Judgement) -> dict[str, str]:
    return {case.name: str(case.verdict) for case in judgement.cases}


@pytest.fixture(scope="module", params=[*REAL, "fake"])
def driver(request: pytest.FixtureRequest) -> Driver:
    return OPENERS[request.param]()


@pytest.fixture(scope="module")
def fake() -> Driver:
    return FakeDriver(as_functions)


# -- what pytest offers ---------------------------------------------------------------------------

FEATURES = """
import unittest
import pytest
from program import Refused, add, apply, leave, misuse, refuse, remember, sort, speak

@pytest.fixture
def three():
    return add(1, 2)

@pytest.fixture(scope="class")
def remembered():
    return remember("class")

@pytest.fixture(scope="module")
def remembered_by_module():
    yield remember("module")
    assert remember("end")[-1] == "end"

@pytest.fixture(scope="session")
def for_all():
    return add(20, 22)

@pytest.fixture(autouse=True)
def always():
    assert add(0, 0) == 0

@pytest.mark.parametrize(("a", "b"), [(1, 2), (3, 4), (5, -6)])
def test_parametrized(a, b):
    assert add(a, b) == a + b

@pytest.mark.parametrize("wanted", [3, 4])
def test_fixture(three, wanted):
    assert three == wanted

class TestClass:
    def test_first(self, remembered):
        assert remembered == ["class"]
    def test_second(self, remembered, for_all):
        assert (remembered, for_all) == (["class"], 42)

def test_module_fixture(remembered_by_module, for_all):
    assert remembered_by_module == ["module"]
    assert remember("case")[-1] == "case"

class TestUnit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.known = add(2, 2)
    def setUp(self):
        self.mine = add(1, 1)
    def test_equal(self):
        self.assertEqual(self.known, 4)
        self.assertEqual(self.mine, 2)
    def test_raises(self):
        with self.assertRaises(KeyError):
            misuse("x")
        with self.assertRaisesRegex(ValueError, "not"):
            refuse("not now")
    def test_unequal(self):
        self.assertEqual(add(1, 1), 3)
    def test_subtests(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertEqual(add(n, 1), 2)

def test_raises():
    with pytest.raises(KeyError, match="here"):
        misuse("here")
    with pytest.raises(Refused):
        refuse("no")

def test_raises_nothing():
    with pytest.raises(ValueError):
        add(1, 1)

def test_raises_something_else():
    with pytest.raises(ValueError):
        misuse("key")

def test_in_place():
    items = [2, 1]
    sort(items)
    assert items[:2] == [1, 2]

def test_output(capsys):
    speak("hello", "trouble")
    assert capsys.readouterr() == ("hello\\n", "trouble\\n")

def test_callback_asserts():
    def check(value):
        assert value == 1, "the callback got 2"
    apply(check, 2)

def test_teardown_fails(request):
    request.addfinalizer(lambda: add("a"))

@pytest.mark.skip
def test_skipped():
    assert add(1, 1) == 3

@pytest.mark.skip(reason="never")
def test_skipped_with_reason():
    pass

@pytest.mark.skipif("True", reason="never")
def test_skipped_if():
    pass

class TestSkippedUnit(unittest.TestCase):
    @unittest.skip("not today")
    def test_skipped(self):
        self.fail()

    @unittest.expectedFailure
    def test_xfail(self):
        self.assertEqual(add(1, 1), 3)

@pytest.mark.xfail
def test_xfail():
    assert add(1, 1) == 3

@pytest.mark.xfail(reason="hard", strict=True)
def test_xfail_but_passes():
    assert add(1, 1) == 2

@pytest.mark.xfail(run=False)
def test_xfail_that_is_not_run():
    add(1, 1)

@pytest.mark.xfail(raises=ValueError)
def test_xfail_of_another_kind():
    assert add(1, 1) == 3

@pytest.mark.xfail
def test_xfail_that_ends_the_program():
    leave(3)

@pytest.mark.skipif("no_such_name")
def test_with_a_mark_that_cannot_be_read():
    pass

def test_error_of_the_test():
    add(1, 1)
    no_such_name

def test_unknown_fixture(no_such_fixture):
    pass
"""


GIVES_UP = """
import pytest
from program import add

def test_skips_itself():
    pytest.skip("from within")

def test_skips_itself_after_a_call():
    add(1, 1)
    pytest.skip("gave up")

def test_xfail_from_within():
    pytest.xfail("no hope")

def test_xfail_from_within_after_a_call():
    add(1, 1)
    pytest.xfail("no hope")
"""


@pytest.fixture(scope="module")
def features(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    """Everything above, judged once for each driver."""
    files = {"test_hidden.py": FEATURES, "test_later.py": GIVES_UP}
    return grade(tmp_path_factory.mktemp("features"), driver, files)


def test_ordinary_pytest_features(features: Judgement) -> None:
    assert {
        name: verdict
        for name, verdict in verdicts(features).items()
        if not re.search("(?i)skip|xfail", name)
    } == {
        "test_nothing": "AC",
        "test_parametrized[1-2]": "AC",
        "test_parametrized[3-4]": "AC",
        "test_parametrized[5--6]": "AC",
        "test_fixture[3]": "AC",
        "test_fixture[4]": "WA",
        "TestClass::test_first": "AC",
        "TestClass::test_second": "AC",
        "test_module_fixture": "AC",
        "TestUnit::test_equal": "AC",
        "TestUnit::test_raises": "AC",
        "TestUnit::test_unequal": "WA",
        "TestUnit::test_subtests": "WA",
        "test_raises": "AC",
        "test_raises_nothing": "WA",
        "test_raises_something_else": "RTE",
        "test_in_place": "AC",
        "test_output": "AC",
        "test_callback_asserts": "WA",
        "test_teardown_fails": "RTE",
        "test_error_of_the_test": "JE",
        "test_unknown_fixture": "JE",
        "test_with_a_mark_that_cannot_be_read": "JE",
    }


SKIPPED, EXPECTED = "Skipped by the suite", "Expected to fail by the suite"
ASIDE = {
    "test_skipped": ("AC", f"{SKIPPED}: unconditional skip"),
    "test_skipped_with_reason": ("AC", f"{SKIPPED}: never"),
    "test_skipped_if": ("AC", f"{SKIPPED}: never"),
    "test_skips_itself": ("AC", f"{SKIPPED}: from within"),
    "TestSkippedUnit::test_skipped": ("AC", f"{SKIPPED}: not today"),
    "TestSkippedUnit::test_xfail": ("AC", f"{EXPECTED}."),
    "test_xfail": ("AC", f"{EXPECTED}."),
    "test_xfail_but_passes": ("AC", f"{EXPECTED}: hard"),
    "test_xfail_that_is_not_run": ("AC", f"{EXPECTED}."),
    "test_xfail_of_another_kind": ("WA", "What your code returned or did is not what was asked."),
    "test_xfail_that_ends_the_program": ("RTE", "The program ended with exit code 3"),
    "test_xfail_from_within": ("AC", f"{EXPECTED}: no hope"),
}
"""What the suite sets aside: the verdict, and how the message begins."""


def test_what_the_suite_sets_aside_is_told_and_worth_nothing(features: Judgement) -> None:
    aside = {name: case for name, case in cases(features).items() if name in ASIDE}
    assert aside.keys() == ASIDE.keys()
    for name, (verdict, begins) in ASIDE.items():
        case = aside[name]
        assert (str(case.verdict), case.score, case.max_score) == (verdict, 0, 0), case
        assert case.message.startswith(begins), case


def test_giving_up_after_a_call_is_no_pass(features: Judgement) -> None:
    for name in ("test_skips_itself_after_a_call", "test_xfail_from_within_after_a_call"):
        case = cases(features)[name]
        assert (case.verdict, case.score, case.max_score) == (Verdict.WA, 0, 1)


def test_the_score_is_the_sum_of_what_passed(features: Judgement) -> None:
    counted = [case for case in features.cases if case.name not in ASIDE]
    passed = [case for case in counted if case.verdict.passed]
    assert features.score == len(passed) < features.max_score == len(counted)
    assert features.verdict is Verdict.JE


def test_a_file_that_skips_itself_is_told_and_costs_no_other(tmp_path: Path, fake: Driver) -> None:
    skips = "import pytest\npytest.skip('not yet', allow_module_level=True)\n"
    good = "from program import add\ndef test_good(): assert add(1) == 11\n"
    judgement = grade(tmp_path, fake, {"test_skips.py": skips, "test_good.py": good})
    assert verdicts(judgement)["test_good"] == "AC"
    (told,) = [case for case in judgement.cases if "test_skips.py" in case.name]
    assert (told.message, told.max_score) == ("Skipped by the suite: not yet", 0)
    assert (judgement.score, judgement.max_score) == (2, 2)


def test_what_a_callback_asserts_is_told(features: Judgement) -> None:
    assert cases(features)["test_callback_asserts"].message.startswith("the callback got 2")


def test_what_the_program_prints_is_kept_with_its_case(features: Judgement) -> None:
    by_name = cases(features)
    assert sorted(by_name["test_output"].stdout.splitlines()) == ["hello", "trouble"]
    assert not by_name["test_in_place"].stdout


# -- marks ----------------------------------------------------------------------------------------


def test_marks(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        """
        import pytest
        from program import add
        pytestmark = pytest.mark.points(2)
        def test_two(): assert add(1, 1) == 2
        @pytest.mark.weight(0.5)
        @pytest.mark.hint("Think of zero.")
        def test_half(): assert add(0, 0) == 1
        @pytest.mark.points(3)
        @pytest.mark.visible
        class TestSeen:
            def test_three(self): assert add(1, 2) == 3
            @pytest.mark.requires("test_half")
            def test_needs_half(self): assert add(1, 2) == 3
            @pytest.mark.requires("test_needs_half")
            def test_needs_that(self): assert add(1, 2) == 3
            @pytest.mark.requires("test_two")
            def test_needs_two(self): assert add(1, 2) == 3
        """,
    )
    by_name = cases(judgement)
    told = {name: (case.score, case.max_score, case.visible) for name, case in by_name.items()}
    assert told == {
        "test_nothing": (1, 1, True),
        "test_two": (2, 2, False),
        "test_half": (0, 0.5, False),
        "TestSeen::test_three": (3, 3, True),
        "TestSeen::test_needs_half": (0, 3, True),
        "TestSeen::test_needs_that": (0, 3, True),
        "TestSeen::test_needs_two": (3, 3, True),
    }
    assert (judgement.score, judgement.max_score) == (9, 15.5)
    assert "Think of zero." in by_name["test_half"].help
    # The student reads it, and must not learn the names of hidden cases.
    half, that = by_name["TestSeen::test_needs_half"], by_name["TestSeen::test_needs_that"]
    assert half.message == "Not run, because a hidden case that it builds on failed."
    assert that.message == "Not run, because test_needs_half failed."


def test_a_case_that_shares_its_processes_is_run_once_and_says_so(
    tmp_path: Path, fake: Driver
) -> None:
    judgement = grade(
        tmp_path,
        fake,
        """
        import pytest
        from program import add
        @pytest.fixture(scope="module")
        def two(): return add(1, 1)
        @pytest.mark.schedules(20)
        def test_two(two): assert two == 2
        """,
    )
    case = cases(judgement)["test_two"]
    assert case.explanation is not None
    assert (case.verdict, case.explanation["orders"]["tried"]) == (Verdict.AC, 1)
    assert case.explanation["orders"]["stopped"] == "shared"
    assert "nobody can choose their order" in case.explanation["sentence"]


def test_limits_of_a_case(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        """
        import pytest
        from program import apply
        def test_ordinary(lab):
            lab.start(apply, lab.gate())
        @pytest.mark.limits(wall_seconds=0.2)
        def test_short(lab):
            gate = lab.gate()
            apply(gate)
        """,
    )
    short = cases(judgement)["test_short"]
    assert short.verdict is Verdict.TLE
    assert "0.2 seconds" in short.message


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("wall_second=1", "there is no limit 'wall_second'"),
        ("memory_bytes=2**30", "memory_bytes is a limit of all cases, in the manifest"),
        ("wall_seconds=0", "wall_seconds must be a number above 0"),
        ("wall_seconds='9'", "wall_seconds must be a number above 0"),
    ],
)
def test_a_limit_that_cannot_be_is_no_accident(
    limit: str, said: str, tmp_path: Path, fake: Driver
) -> None:
    mark = f"pytest.mark.limits({limit})"
    judgement = grade(tmp_path, fake, f"import pytest\n@{mark}\ndef test_one(): pass\n")
    assert judgement.verdict is Verdict.JE
    assert f"test_one: {said}" in judgement.cases[0].message


def test_unknown_marks_are_no_accident(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path, fake, "import pytest\n@pytest.mark.pionts(3)\ndef test_one(): pass\n"
    )
    assert judgement.verdict is Verdict.JE
    assert "pionts" in " ".join(case.message for case in judgement.cases)


# -- test files that cannot be used ---------------------------------------------------------------


def test_a_file_with_a_syntax_error_costs_no_other_file(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        {
            "test_broken.py": "def test_one(:\n",
            "test_good.py": "from program import add\ndef test_good(): assert add(1) == 11\n",
        },
    )
    by_name = cases(judgement)
    assert by_name["test_good"].verdict is Verdict.AC
    assert by_name["test_nothing"].verdict is Verdict.AC
    assert judgement.verdict is Verdict.JE, "the broken file must be seen"
    assert "test_broken.py" in " ".join(case.message for case in judgement.cases)


def test_a_file_that_fails_while_imported_is_a_judge_error(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path, fake, {"test_bad.py": "import no_such_module\ndef test_one(): pass\n"}
    )
    assert judgement.verdict is Verdict.JE
    assert "no_such_module" in " ".join(case.message for case in judgement.cases)


def test_a_test_that_hangs_itself_is_a_judge_error(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        """
        import threading
        import pytest
        from program import add
        @pytest.mark.limits(wall_seconds=0.5)
        @pytest.mark.timeout(1)
        def test_hangs():
            add(1, 1)
            threading.Event().wait()
        def test_after():
            assert add(1, 1) == 2
        """,
    )
    assert verdicts(judgement) == {"test_nothing": "AC", "test_hangs": "JE", "test_after": "AC"}


def test_an_authors_conftest_is_used(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        {
            "conftest.py": """
                import pytest
                from program import add
                @pytest.fixture
                def seven():
                    return add(3, 4)
                """,
            "test_it.py": "def test_seven(seven): assert seven == 7\n",
        },
    )
    assert verdicts(judgement) == {"test_nothing": "AC", "test_seven": "AC"}


def test_same_names_in_visible_and_hidden_files(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        {"test_visible.py": "from program import add\ndef test_it(): assert add(1) == 0\n"},
        visible="from program import add\ndef test_it(): assert add(1) == 11\n",
    )
    assert verdicts(judgement) == {
        "visible/test_visible::test_it": "AC",
        "hidden/test_visible::test_it": "WA",
    }
    assert [case.visible for case in judgement.cases] == [True, False]


# -- what the student reads -----------------------------------------------------------------------

TELLING = """
import pytest
from program import add, refuse
def test_silent():
    secret = 4711
    assert add(1, 1) == secret
def test_outspoken():
    secret = 4711
    assert add(1, 1) == secret, f"{add(1, 1)} is too little"
def test_failing():
    secret = 4711
    if add(1, 1) != secret: pytest.fail("add() must add")
def test_refused():
    secret = 4711
    refuse("never")
"""


@pytest.fixture(scope="module")
def told(fake: Driver, tmp_path_factory: pytest.TempPathFactory) -> Mapping[tuple[bool, str], str]:
    folder = tmp_path_factory.mktemp("told")
    judgement = grade(folder, fake, {"test_secret.py": TELLING}, visible=TELLING)
    return {
        (case.visible, case.name.rpartition("::")[2]): f"{case.message}\n{case.help}\n"
        + repr(case.explanation)
        for case in judgement.cases
    }


def test_of_a_hidden_case_only_the_authors_words_are_shown(
    told: Mapping[tuple[bool, str], str],
) -> None:
    hidden = {name: text for (visible, name), text in told.items() if not visible}
    assert not [text for text in hidden.values() if "4711" in text or "assert" in text]
    assert hidden["test_outspoken"].startswith("2 is too little\n")
    assert hidden["test_failing"].startswith("add() must add\n")
    assert hidden["test_refused"].startswith("Refused: never")
    assert hidden["test_silent"].startswith("What your code returned")


def test_of_a_visible_case_the_comparison_is_shown(told: Mapping[tuple[bool, str], str]) -> None:
    assert "2 == 4711" in told[True, "test_silent"]
    assert told[True, "test_outspoken"].startswith("2 is too little")


# -- the program that is judged -------------------------------------------------------------------


@pytest.mark.parametrize("opener", REAL)
def test_what_cannot_be_loaded(tmp_path: Path, opener: str) -> None:
    hidden = """
        from program import add, gone
        def test_add(): assert add(1) == 11
        def test_gone(): assert gone(1) == 11
        """
    driver = OPENERS[opener]()
    broken = grade(tmp_path / "broken", driver, hidden, source="def add(:\n")
    assert set(verdicts(broken).values()) == {"CE"}
    assert broken.score == 0
    lacking = grade(tmp_path / "lacking", driver, hidden)
    assert verdicts(lacking) == {"test_nothing": "AC", "test_add": "AC", "test_gone": "CE"}
    assert "gone" in cases(lacking)["test_gone"].message


@pytest.mark.parametrize("opener", REAL)
def test_each_end_of_a_program_has_its_verdict(tmp_path: Path, opener: str) -> None:
    heard: list[CaseResult] = []
    judgement = grade(
        tmp_path,
        OPENERS[opener](),
        """
        import pytest
        from program import add, apply, leave, lock_twice, sleep_on, remember
        def test_exit(): leave(0)
        def test_swallows_the_end():
            try:
                leave(0)
            except BaseException:
                pass
        def test_deadlock(): lock_twice()
        @pytest.mark.limits(wall_seconds=0.5)
        def test_sleeps(): sleep_on()
        def test_after(): assert remember(1) == [1]
        """,
        heard=heard,
    )
    expected = {
        "test_nothing": "AC",
        "test_exit": "RTE",
        "test_swallows_the_end": "RTE",
        "test_deadlock": "DL",
        "test_sleeps": "TLE",
        "test_after": "AC",
    }
    assert verdicts(judgement) == expected
    assert [case.name for case in heard] == list(expected)


# -- the lab --------------------------------------------------------------------------------------

LAB = """
import pytest
from program import add, apply, in_threads, refuse

def test_gate_holds_all(lab):
    gate = lab.gate()
    call = lab.start(in_threads, gate, 3)
    lab.settle()
    assert (gate.inside, gate.entered, call.done) == (3, 3, False)
    gate.open()
    call.result()
    assert (gate.inside, gate.max_inside, gate.count, call.done) == (0, 3, 3, True)

def test_gate_releases_in_order(lab):
    gate = lab.gate()
    call = lab.start(in_threads, gate, 3)
    gate.wait_inside(3)
    first = gate.calls[0]
    gate.release()
    lab.settle()
    assert gate.inside == 2 and first.left_at is not None
    gate.release(2)
    call.result()
    assert gate.max_inside == 3

def test_gate_closes_again(lab):
    gate = lab.gate(returns="through")
    gate.open()
    assert apply(gate, 1) == "through"
    gate.close()
    call = lab.start(apply, gate, 2)
    gate.wait_inside(1)
    assert not call.done
    gate.open()
    assert call.result() == "through"

def test_gate_knows_that_no_more_can_come(lab):
    gate = lab.gate()
    call = lab.start(in_threads, gate, 2)
    with pytest.raises(pytest.fail.Exception, match="Only 2 of 3"):
        gate.wait_inside(3)
    gate.open()
    call.result()

def test_gate_returns_its_first_argument_or_what_a_function_does(lab):
    first, doubled = lab.gate(), lab.gate(lambda n: 2 * n)
    first.open(); doubled.open()
    assert (apply(first, 5), apply(doubled, 5)) == (5, 10)
    assert first() is None

def test_probe_records(lab):
    probe = lab.probe(lambda n, by=1: n * by)
    assert apply(probe, 4) == 4
    in_threads(probe, 2)
    assert sorted(record.args for record in probe.calls) == [(0,), (1,), (4,)]
    assert probe.pids == {lab.pid}
    for record in probe.calls:
        assert record.entered_at <= record.left_at
    assert probe.inside == 0 and 1 <= probe.max_inside <= 2
    assert probe.calls == sorted(probe.calls, key=lambda record: record.entered_at)

def test_probe_raises(lab):
    with pytest.raises(LookupError, match="no"):
        apply(lab.probe(raises=LookupError("no")))

def test_call_in_flight(lab):
    gate = lab.gate()
    call = lab.start(apply, gate, 1)
    with pytest.raises(TimeoutError):
        call.result(timeout=0.05)
    assert add(1, 1) == 2
    gate.open()
    assert call.result(timeout=5) == 1 and call.exception() is None

def test_call_that_raises(lab):
    call = lab.start(refuse, "never")
    assert isinstance(call.exception(), ValueError)
    with pytest.raises(ValueError, match="never"):
        call.result()
"""


@pytest.fixture(scope="module")
def lab_cases(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Judgement:
    return grade(tmp_path_factory.mktemp("lab"), driver, LAB)


def test_the_lab_holds_watches_and_starts(lab_cases: Judgement) -> None:
    assert not {
        case.name: f"{case.verdict} {case.message}"
        for case in lab_cases.cases
        if not case.verdict.passed
    }
    assert len(lab_cases.cases) == LAB.count("def test_") + 1


KINDS = """
class Base: pass
class First(Base): pass
class Second(Base): pass
first, second = First(), Second()
def wait(gate): return gate()
def give(which): return first if which == 1 else second
def say(tell):
    deep = []
    for _ in range(200): deep = [deep]
    try: tell([first, deep])
    except ValueError: pass
    return tell(first), first
"""


@pytest.mark.parametrize("real", REAL)
def test_a_class_is_known_wherever_its_objects_have_been_seen(real: str, tmp_path: Path) -> None:
    judgement = grade(
        tmp_path,
        OPENERS[real](),
        """
        from program import give, say, wait
        def test_in_two_calls_at_once(lab):
            first, gate = give(1), lab.gate()
            call = lab.start(wait, gate)
            gate.wait_inside(1)
            assert give(1) is first
            assert type(give(2)).__mro__[1] is type(first).__mro__[1]
            gate.open()
            call.result()
        def test_after_a_call_that_could_not_be_sent(lab):
            told = []
            assert say(lambda one: told.append(one))[1] is told[0]
        """,
        source=KINDS,
    )
    assert not {c.name: f"{c.verdict} {c.message}" for c in judgement.cases if not c.verdict.passed}


def test_a_gate_holds_hundreds(tmp_path: Path, fake: Driver) -> None:
    judgement = grade(
        tmp_path,
        fake,
        """
        from program import in_threads
        def test_all_come_in(lab):
            gate = lab.gate()
            call = lab.start(in_threads, gate, 250)
            gate.wait_inside(250)
            gate.open()
            call.result()
        """,
    )
    assert verdicts(judgement)["test_all_come_in"] == "AC"


@pytest.mark.parametrize("opener", REAL)
def test_the_lab_with_processes(tmp_path: Path, opener: str) -> None:
    judgement = grade(
        tmp_path,
        OPENERS[opener](),
        """
        import pytest
        from program import apply, in_children
        @pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
        def test_children_come_in_and_are_seen(lab, method):
            gate = lab.gate()
            call = lab.start(in_children, method, gate, 2)
            gate.wait_inside(2)
            assert len(gate.pids) == 2 and lab.pid not in gate.pids
            assert gate.pids <= {process.pid for process in lab.processes()}
            gate.open()
            assert call.result() == [0, 0]
        def test_no_third_child_can_come(lab):
            gate = lab.gate()
            lab.start(in_children, "fork", gate, 2)
            gate.wait_inside(3)
        def test_a_queue_of_the_programs_side(lab):
            queue = lab.remote("queue").Queue(2)
            assert apply(queue.put, 1) is None
            assert queue.get() == 1 and queue.empty()
        def test_processes_that_are_gone(lab):
            assert in_children("fork", lab.probe(), 2) == [0, 0]
            assert lab.processes() == []
        """,
    )
    assert verdicts(judgement) == {
        "test_nothing": "AC",
        "test_children_come_in_and_are_seen[fork]": "AC",
        "test_children_come_in_and_are_seen[spawn]": "AC",
        "test_children_come_in_and_are_seen[forkserver]": "AC",
        "test_no_third_child_can_come": "WA",
        "test_a_queue_of_the_programs_side": "AC",
        "test_processes_that_are_gone": "AC",
    }
    assert "Only 2 of 3" in cases(judgement)["test_no_third_child_can_come"].message


def test_who_has_ended_is_not_alive(tmp_path: Path) -> None:
    judgement = grade(
        tmp_path,
        OPENERS["plain"](),
        """
        from program import leave_two
        def test_one_of_two(lab):
            ended, alive = leave_two(lab.gate())
            assert {process.pid for process in lab.processes()} == {ended, alive}
            assert lab.alive() == {alive}
            lab.remote("os").kill(alive, 9)
        """,
        source="""
import multiprocessing, os
def leave_two(gate):
    fork = multiprocessing.get_context("fork")
    ended, alive = fork.Process(target=abs, args=(1,)), fork.Process(target=gate)
    ended.start()
    alive.start()
    os.waitid(os.P_PID, ended.pid, os.WEXITED | os.WNOWAIT)
    return ended.pid, alive.pid
""",
    )
    assert verdicts(judgement)["test_one_of_two"] == "AC"


def test_what_was_handed_in_by_nobody_needs_no_box(tmp_path: Path) -> None:
    class NoDriver(FakeDriver):
        def open(self, *args: Any, **kwargs: Any) -> Any:
            raise AssertionError("a box was opened")

    exercise = an_exercise(tmp_path)
    submission = Submission(id="x", problem="Nothing was handed in.", help="Hand in adder.py.")
    judgement = judge(Job(exercise=exercise, submission=submission), NoDriver({}))
    assert [case.verdict for case in judgement.cases] == [Verdict.CE]
    assert judgement.cases[0].message == "Nothing was handed in."
    assert judgement.max_score == exercise.points


@pytest.mark.parametrize("sandbox", REAL)
def test_an_error_of_the_test_comes_back_from_a_coroutine(tmp_path: Path, sandbox: str) -> None:
    source = """
        import asyncio

        async def gather(work):
            return await asyncio.gather(*(work(number) for number in range(3)))
    """
    hidden = """
        import asyncio
        import pytest
        from program import gather

        async def work(number):
            if number == 1:
                raise ValueError("no such page")
            return number

        def test_error():
            with pytest.raises(ValueError, match="no such page"):
                asyncio.run(gather(work))
    """
    judgement = grade(tmp_path, OPENERS[sandbox](), dedent(hidden), source=dedent(source))
    assert cases(judgement)["test_error"].verdict is Verdict.AC, cases(judgement)["test_error"]


@pytest.mark.parametrize("sandbox", REAL)
def test_an_error_that_is_named_like_a_built_in_one_tells_its_module(
    tmp_path: Path, sandbox: str
) -> None:
    source = """
        import multiprocessing

        def theirs():
            raise multiprocessing.TimeoutError

        def ours():
            raise TimeoutError("too late")
    """
    hidden = (
        "import program\ndef test_theirs(): program.theirs()\ndef test_ours(): program.ours()\n"
    )
    found = cases(grade(tmp_path, OPENERS[sandbox](), hidden, source=dedent(source)))
    assert found["test_theirs"].message.startswith(
        "multiprocessing.context.TimeoutError (in theirs"
    )
    assert found["test_ours"].message.startswith("TimeoutError: too late (in ours")


WRITES_CODE = """
import os, pickle
def write(folder):
    for name in ("json.py", "random.py", "sitecustomize.py"):
        with open(os.path.join(folder, name), "w") as file:
            file.write("import os; os.write(1, b'the program runs here'); os._exit(0)")
    class Bomb:
        def __reduce__(self):
            return print, ("the program runs here",)
    with open(os.path.join(folder, "data.pickle"), "wb") as file:
        pickle.dump(Bomb(), file)
"""
RUNS_WHAT_WAS_WRITTEN = """
import os, pickle, subprocess, sys
import pytest
from program import write
ASKS = [sys.executable, "-c", "import json, random; print('as ever')"]

def test_beside_it():
    write(".")
    done = subprocess.run(ASKS, capture_output=True, text=True)
    assert done.stdout == "as ever\\n"

def test_in_its_folder(tmp_path):
    write(str(tmp_path))
    with pytest.raises(RuntimeError, match="cannot start a process here"):
        subprocess.run(ASKS, cwd=tmp_path)

def test_import(tmp_path, monkeypatch):
    write(str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    sys.modules.pop("sitecustomize", None)
    with pytest.raises(RuntimeError, match="cannot run here"):
        import sitecustomize

def test_unpickling(tmp_path):
    write(str(tmp_path))
    with pytest.raises(RuntimeError, match="cannot unpickle"):
        pickle.loads((tmp_path / "data.pickle").read_bytes())
"""


@pytest.mark.parametrize("opener", REAL)
def test_nothing_that_the_program_writes_is_run_here(tmp_path: Path, opener: str) -> None:
    judgement = grade(tmp_path, OPENERS[opener](), RUNS_WHAT_WAS_WRITTEN, source=WRITES_CODE)
    told = "\n".join(f"{case.verdict} {case.name}: {case.message}" for case in judgement.cases)
    assert [case.verdict for case in judgement.cases] == [Verdict.AC] * 5, told
