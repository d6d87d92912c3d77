"""In whatever order they take their forks, the table does not stand still."""

import pytest
from dining_philosophers import dine


@pytest.mark.points(2)
@pytest.mark.schedules(12, seconds=5)
@pytest.mark.hint(
    "Can each philosopher have one fork, and wait for the one that his neighbour has? Draw who"
    " waits for whom."
)
def test_all_eat_in_every_order():
    eaten = []

    dine(3, 1, lambda philosopher: None, lambda philosopher, fork: None, eaten.append)

    assert sorted(eaten) == [0, 1, 2], "each of 3 philosophers eats once"
