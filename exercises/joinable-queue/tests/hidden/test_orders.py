"""The end is found, and the count is right, in every order of the clerks' steps."""

import pytest
from joinable_queue import open_all


@pytest.mark.points(4)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which it goes wrong. What must a clerk have done before"
    " he calls task_done? And may two clerks count at the same time?"
)
def test_right_in_every_order(lab):
    def open_one(envelope):
        if envelope == "wet":
            raise OSError("the paper tears")
        return ["wet", "wet"]

    probe = lab.probe(open_one)

    torn = open_all(["sack"], 2, probe)

    assert probe.count == 3, (
        f"3 envelopes were to be opened; when open_all returned, {probe.count} had been"
    )
    assert torn == 2, f"two envelopes were torn, but open_all returned {torn}"
