"""Points arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.model import Verdict
from grader.scoring import add, case_score, fraction, points, tally
from tests.support.builders import a_case, a_judgement


@pytest.mark.parametrize(
    ("values", "total"),
    [([0.1, 0.2], 0.3), ([1 / 3] * 3, 1.0), ([0.1] * 10, 1.0), ([], 0.0), ([2, 0.5], 2.5)],
)
def test_sums_look_as_on_paper(values: list[float], total: float) -> None:
    assert add(values) == total


@given(st.lists(st.integers(0, 10_000)))
def test_hundredths_add_up_exactly(hundredths: list[int]) -> None:
    assert add(value / 100 for value in hundredths) == sum(hundredths) / 100


@pytest.mark.parametrize("verdict", Verdict)
def test_only_what_is_accepted_earns(verdict: Verdict) -> None:
    assert case_score(verdict, 2.5) == (2.5 if verdict is Verdict.AC else 0.0)


def test_a_judge_error_is_ungraded_and_no_zero() -> None:
    cases = [
        a_case(max_score=2.0),
        a_case(verdict="WA"),
        a_case(verdict="JE", score=1.0, max_score=3.0),
    ]
    sums = tally(cases)
    assert (sums.score, sums.max_score, sums.ungraded) == (2.0, 6.0, 3.0)
    assert sums.fraction is None
    assert fraction(a_judgement(*cases)) is None


def test_the_part_that_was_earned() -> None:
    cases = [a_case(max_score=3.0), a_case(verdict="WA")]
    assert tally(cases).fraction == 0.75
    assert fraction(a_judgement(*cases)) == 0.75
    assert fraction(a_judgement(a_case(max_score=0.0))) is None
    assert fraction(a_judgement(cases=(), max_score=3.0, score=3.0)) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(3.0, "3"), (2.5, "2.5"), (1 / 3, "0.33"), (0.0, "0"), (-0.001, "0"), (100.0, "100"),
     (1234567.0, "1234567"), (2, "2")],
)  # fmt: skip
def test_points_have_no_needless_digits(value: float, text: str) -> None:
    assert points(value) == text
