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


@pytest.mark.points(3)
@pytest.mark.schedules(20, seconds=10)
@pytest.mark.hint(
    "The report shows an order of steps in which two look at the same time. Both see that the"
    " answer has not been fetched yet, and one of them fetches it: what does the other one find?"
)
def test_two_look_at_the_same_time(lab):
    oracle = Oracle(lambda: 7)
    oracle.wait()
    looks = [lab.start(oracle.look) for _ in range(2)]
    for look in looks:
        try:
            answer = look.result()
        except LookupError:
            pytest.fail("two looked at the same time, and only one of them found the answer")
        assert answer == 7, "two looked at the same time, and one of them did not find the answer"
    oracle.join()
