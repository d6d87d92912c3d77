"""Whoever comes just as the gate opens passes it, too."""

import pytest
from event_gate import SkiLift


@pytest.mark.points(2)
@pytest.mark.schedules(12, seconds=5)
@pytest.mark.hint(
    "A skier looks, the gate opens, and then he begins to wait: who wakes him? To look and to begin"
    " to wait must be one step."
)
def test_it_opens_while_they_come():
    rides = []
    lift = SkiLift(2, 2, rides.append)

    lift.open()
    lift.join()

    assert sorted(rides) == [0, 0, 1, 1], "each of two skiers was to have two rides"
