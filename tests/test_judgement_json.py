"""The form of a judgement on disk is a contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import StoreError
from grader.judgement_json import case_from_json, case_to_json, dumps, loads, to_json
from grader.model import CaseResult, Judgement, Verdict
from tests.support.builders import a_case, a_judgement

GOLDEN = Path(__file__).parent / "golden" / "judgement.json"
DOCS = Path(__file__).parent.parent / "docs" / "judgement.md"

numbers = st.floats(0, 1e9) | st.integers(0, 2**53).map(float)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)  # fmt: skip
cases = st.builds(
    CaseResult,
    name=st.text(),
    verdict=st.sampled_from(Verdict),
    score=numbers,
    max_score=numbers,
    wall_seconds=numbers,
    visible=st.booleans(),
    message=st.text(),
    help=st.text(),
    explanation=st.none() | st.dictionaries(st.text(), json_values, max_size=3),
    stdout=st.text(),
)
zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])
judgements = st.builds(
    Judgement,
    submission=st.text(),
    exercise=st.text(),
    started_at=st.datetimes(
        datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=zones
    ),
    wall_seconds=numbers,
    sandbox=st.sampled_from(["docker", "local", "fake"]),
    grader_version=st.text(),
    cases=st.lists(cases, max_size=3).map(tuple),
    score=numbers,
    max_score=numbers,
    suite=st.sampled_from([None, "all", "visible"]),
    files_digest=st.none() | st.text(),
    language=st.none() | st.text(),
)  # fmt: skip


def example() -> Judgement:
    """Return the judgement that the golden file and docs/judgement.md show."""
    deadlock = {
        "kind": "deadlock",
        "sentence": "Consumer-2 waits for an item; nobody is left who could put one.",
        "pattern": "no sentinel for each consumer",
        "tasks": [
            {
                "process": "Consumer-2",
                "thread": "MainThread",
                "pid": 31,
                "state": "blocked",
                "stack": [
                    {
                        "file": "producer_consumer.py",
                        "line": 14,
                        "function": "consume",
                        "text": "item = queue.get()",
                    }
                ],
                "waits_for": "an item from the queue",
                "since_seconds": 0.2,
            }
        ],
        "edges": [],
        "cycle": [],
        "lines": [
            {
                "file": "producer_consumer.py",
                "line": 14,
                "label": "waits here",
                "task": "Consumer-2",
            }
        ],
    }
    return a_judgement(
        a_case("test_every_item_once", max_score=2.0, stdout="café\n"),
        a_case(
            "test_two_consumers_end",
            "DL",
            max_score=0.5,
            visible=False,
            message="The program deadlocked.",
            help="Put one sentinel for each consumer.",
            explanation=deadlock,
        ),
        exercise="producer-consumer",
        sandbox="docker",
    )


def test_the_form_is_the_golden_one() -> None:
    assert dumps(example()).decode() == GOLDEN.read_text(encoding="utf-8")
    assert loads(GOLDEN.read_bytes(), where="golden") == example()


def test_the_documentation_shows_the_golden_one() -> None:
    assert f"```json\n{GOLDEN.read_text(encoding='utf-8')}```" in DOCS.read_text(encoding="utf-8")


@given(judgements)
def test_what_is_written_is_read_again(judgement: Judgement) -> None:
    assert loads(dumps(judgement), where="memory") == judgement


@given(cases)
def test_a_case_alone_is_read_again(case: CaseResult) -> None:
    line = json.dumps(case_to_json(case))
    assert case_from_json(json.loads(line), where="line") == case


def test_text_that_utf_8_has_no_form_for_is_kept() -> None:
    judgement = a_judgement(a_case(stdout='half \ud800, nul \0, quote " and \u2028'))
    assert loads(dumps(judgement), where="memory") == judgement


def test_keys_that_are_not_known_are_ignored() -> None:
    value = to_json(example()) | {"schedule": 1}
    value["cases"][0]["tags"] = ["x"]
    assert loads(json.dumps(value).encode(), where="later") == example()


def _set(path: str, value: object) -> Callable[[Any], None]:
    """Return what changes one place: `cases.1.score`."""

    def change(top: Any) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        for part in way:
            top = top[part]
        if value is KeyError:
            del top[last]
        else:
            top[last] = value

    return change


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_set("version", 2), "$.version: version 2 is not known"),
        (_set("version", True), "$.version: expected a whole number, found true"),
        (_set("version", KeyError), "$.version: missing"),
        (_set("submission", 5), "$.submission: expected a text, found 5"),
        (_set("verdict", "AC"), "$.verdict: expected DL, the worst of the cases, found AC"),
        (_set("verdict", "DLL"), "$.verdict: 'DLL' is no verdict"),
        (_set("score", "2"), "$.score: expected a number, found '2'"),
        (_set("score", -1), "$.score: -1.0 is out of range, expected at least 0"),
        (_set("started_at", "today"), "$.started_at: 'today' is no ISO 8601"),
        (_set("started_at", "2026-03-01T09:30:15"), "with its zone"),
        (_set("cases", {}), "$.cases: expected a list, found a table"),
        (_set("cases.0", None), "$.cases[0]: expected a table, found null"),
        (_set("cases.1.visible", 0), "$.cases[1].visible: expected true or false, found 0"),
        (_set("cases.1.stdout", KeyError), "$.cases[1].stdout: missing, expected a text"),
        (_set("cases.1.explanation", []), "$.cases[1].explanation: expected a table"),
        (_set("cases.1.explanation", KeyError), "$.cases[1].explanation: missing"),
        (_set("cases.1.max_score", 10**400), "$.cases[1].max_score: expected a finite"),
    ],
)
def test_what_is_wrong_is_named_by_its_path(change: Callable[[Any], None], what: str) -> None:
    value = to_json(example())
    change(value)
    with pytest.raises(StoreError) as caught:
        loads(json.dumps(value).encode(), where="a.json")
    assert what in caught.value.what
    assert caught.value.where == "a.json"


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff", b'{"version": NaN}', b"[" * 100_000, b"9" * 5000, b"[1]", b"null"],
)
def test_what_is_no_judgement_at_all(data: bytes) -> None:
    with pytest.raises(StoreError) as caught:
        loads(data, where="a.json")
    assert caught.value.where == "a.json"


def test_a_time_of_another_zone_is_the_same_time() -> None:
    value = to_json(a_judgement()) | {"started_at": "2026-03-01T15:00:15+05:30"}
    assert loads(json.dumps(value).encode(), where="x") == a_judgement()


def test_times_are_written_as_utc() -> None:
    started_at = a_judgement().started_at.astimezone(timezone(timedelta(hours=5, minutes=30)))
    assert to_json(a_judgement(started_at=started_at))["started_at"] == "2026-03-01T09:30:15Z"


@pytest.mark.parametrize(
    "judgement",
    [
        a_judgement(wall_seconds=float("nan")),
        a_judgement(score=float("inf")),
        a_judgement(a_case(explanation={"what": object()})),
        a_judgement(started_at=datetime(2026, 1, 1)),
    ],
)
def test_what_has_no_form_is_not_written(judgement: Judgement) -> None:
    with pytest.raises(StoreError):
        dumps(judgement)
