"""Nothing is lost in any order of the program's steps."""

import pytest
from producer_consumer import run


@pytest.mark.points(3)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which it goes wrong. What do two consumers both read and"
    " then write?"
)
def test_nothing_is_lost_in_any_order():
    results = run(["A", "B"], 2, lambda source: [source, source.lower()], lambda item: 2 * item)

    assert sorted(results) == ["AA", "BB", "aa", "bb"], "each result of consume is returned once"
