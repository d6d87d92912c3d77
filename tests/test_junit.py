"""JUnit XML."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Judgement, Verdict
from grader.report.junit import render
from grader.report.replaying import replay_command
from tests.support import orders
from tests.support.builders import a_case, a_judgement

GOLDEN = Path(__file__).parent / "golden" / "junit.xml"


def suites(*judgements: Judgement) -> list[ET.Element]:
    """Render and read again."""
    return ET.fromstring(render(judgements).encode()).findall("testsuite")


def test_the_form_is_the_golden_one() -> None:
    text = render(
        [
            a_judgement(
                a_case("test_one", stdout="hello <world>\n"),
                a_case("test_two[a]", "DL", visible=False, explanation={"sentence": "A cycle."}),
                a_case("test_three", "JE"),
                submission="bo",
            ),
            a_judgement(submission="ada"),
        ]
    )
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_a_failure_that_depends_on_order_names_the_command_that_replays_it() -> None:
    race = a_case("test[a b]", "WA", message="Lost.", help="", explanation=orders.lost_update())
    odd = a_case("test_odd", "WA", explanation=orders.lost_update(replayable=False))
    judgement = a_judgement(race, odd, a_case("test_plain", "WA"))
    text = render([judgement], lambda each: replay_command(f"{each.submission}.json"))
    told = [failure.text or "" for failure in ET.fromstring(text).iter("failure")]
    assert told[0].splitlines() == [
        "Wrong answer (WA)",
        "Lost.",
        "100 less 30 and 50 left 70: one of the two withdrawals is lost.",
        "Thread-1 and Thread-2 both read a balance of 100 before either wrote it.",
        "See it again with: grader replay student-01.json 'test[a b]'",
    ]
    assert not any("grader replay" in other for other in told[1:])
    assert "grader replay" not in render([judgement])


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict.scored])
def test_what_a_student_did_is_never_an_error(verdict: Verdict) -> None:
    (suite,) = suites(a_judgement(a_case(verdict=verdict, message="First.\nSecond.")))
    assert suite.get("errors") == "0"
    assert suite.get("failures") == ("0" if verdict.passed else "1")
    failure = suite.find("testcase/failure")
    if failure is not None:
        assert failure.get("message") == f"{verdict.label}: First."
        assert failure.text is not None
        assert "Second." in failure.text
        assert "This would help." in failure.text


def test_a_judge_error_is_an_error() -> None:
    (suite,) = suites(a_judgement(a_case(verdict="JE")))
    assert (suite.get("errors"), suite.get("failures")) == ("1", "0")
    assert suite.find("testcase/error") is not None


def test_what_the_suite_sets_aside_is_skipped() -> None:
    aside = a_case(max_score=0.0, message="Skipped by the suite: never")
    (suite,) = suites(a_judgement(a_case(), aside))
    assert [suite.get(key) for key in ("tests", "skipped", "failures", "errors")] == [*"2100"]
    skipped = suite.find("testcase/skipped")
    assert skipped is not None
    assert skipped.get("message") == "Skipped by the suite: never"


def test_nothing_judged_is_an_error_and_no_empty_suite() -> None:
    (suite,) = suites(a_judgement(cases=()))
    assert (suite.get("tests"), suite.get("errors")) == ("1", "1")


def test_names_are_unique() -> None:
    cases = [a_case(name) for name in ("a", "a", "a (2)", "a", "b\0", "b")]
    (suite,) = suites(a_judgement(*cases))
    names = [case.get("name") for case in suite.iter("testcase")]
    assert names == ["a", "a (2)", "a (2) (2)", "a (3)", "b", "b (2)"]


@given(st.text(st.characters(exclude_categories=[])))
def test_any_text_makes_xml_that_can_be_read(text: str) -> None:
    case = a_case(text, "WA", message=text, help=text, stdout=text, explanation={"sentence": text})
    (suite,) = suites(a_judgement(case, submission=text, grader_version=text))
    assert suite.find("testcase/failure") is not None


def test_legal_text_arrives_as_it_was() -> None:
    stdout = "tab\t<&>\"' ]]> café 学 \U0001f600\nline\n"
    (suite,) = suites(a_judgement(a_case(stdout=stdout + "\0\x1b\ufffe")))
    assert suite.findtext("testcase/system-out") == stdout
