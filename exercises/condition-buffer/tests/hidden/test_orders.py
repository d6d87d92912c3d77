"""Whatever the order of the threads' steps: no egg too many, and none taken twice."""

import pytest
from condition_buffer import Belt


@pytest.mark.points(2)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which the belt runs over. Between seeing that there is"
    " room and laying the egg, nobody else may lay one, and whoever was woken has to look again."
)
def test_the_belt_never_runs_over_in_any_order(lab):
    belt = Belt(2)
    for egg in "ab":
        belt.put(egg)

    puts = [lab.start(belt.put, egg) for egg in "cd"]
    taken = lab.start(belt.take, 1).result()
    most = max(len(belt) for _ in range(8))  # each look is a moment for the helpers to go on
    assert most <= 2, f"the belt has room for 2 eggs, but carries {most}"
    taken += belt.take(2)
    for call in puts:
        call.result()
    taken += belt.take(1)
    assert taken[:2] == ["a", "b"], "the eggs that were put first must be taken first"
    assert sorted(taken) == list("abcd"), "each egg must be taken once"


@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which two helpers see the same room. Between seeing it"
    " and laying the egg, nobody else may lay one."
)
def test_two_helpers_and_room_for_one_in_any_order(lab):
    belt = Belt(1)

    puts = [lab.start(belt.put, egg) for egg in "ab"]
    most = max(len(belt) for _ in range(8))  # each look is a moment for the helpers to go on
    assert most <= 1, f"the belt has room for 1 egg, but carries {most}"
    taken = belt.take(1) + belt.take(1)
    for call in puts:
        call.result()
    assert sorted(taken) == list("ab"), "each egg must be taken once"


@pytest.mark.points(2)
@pytest.mark.schedules(60)
@pytest.mark.hint(
    "The report shows an order of steps in which two packers are in each other's way. Between"
    " seeing that there are enough eggs and taking them, nobody else may take any."
)
def test_each_egg_is_taken_once_in_any_order(lab):
    belt = Belt(4)
    for egg in "ab":
        belt.put(egg)

    boxes = [lab.start(belt.take, 2) for _ in range(2)]
    puts = [lab.start(belt.put, egg) for egg in "cd"]
    taken = [call.result() for call in boxes]
    for call in puts:
        call.result()

    assert sorted(egg for box in taken for egg in box) == list("abcd"), (
        "each egg must be taken once, and two boxes of 2 hold 4 eggs"
    )
    assert ["a", "b"] in taken, "the first two eggs are neighbours: they belong into one box"
    assert len(belt) == 0, "all eggs were taken"
