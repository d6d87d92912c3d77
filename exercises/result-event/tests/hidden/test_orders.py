"""The answer is there whenever the oracle is ready, in every order of the program's steps."""

import pytest
from result_event import Oracle


@pytest.mark.points(4)
@pytest.mark.schedules(30, seconds=15)
@pytest.mark.hint(
    "The report shows an order of steps in which the signal comes before the answer."
    " What must be true by the time it is given?"
)
def test_the_answer_is_there_when_smoke_rises():
    oracle = Oracle(lambda: 7)
    for signal in (oracle.is_ready, oracle.wait, oracle.is_ready):
        if signal() is False:
            continue
        try:
            answer = oracle.look()
        except LookupError:
            pytest.fail("smoke was rising, but there was no answer yet")
        assert answer == 7, "smoke was rising, but the answer was not what ponder returned"
    oracle.join()
