"""Waiting for a while, and waiting for the end."""

import pytest
from pool_apply_async import Kitchen


@pytest.mark.points(4)
@pytest.mark.requires("test_ordering_never_waits")
@pytest.mark.limits(wall_seconds=5)
@pytest.mark.hint("How long does your collect wait, and what does it raise? The ticket stays good.")
@pytest.mark.parametrize("seconds", [0, 0.05])
def test_waits_no_longer_than_told(lab, seconds):
    dish = lab.gate(returns="stew")
    kitchen = Kitchen(1)
    ticket = kitchen.order(dish)

    for _ in range(2):
        with pytest.raises(TimeoutError):
            kitchen.collect(ticket, seconds)
    with pytest.raises(ValueError):
        kitchen.is_burnt(ticket)
    dish.open()
    assert kitchen.collect(ticket) == "stew", "after a time-out the dish can still be collected"
    assert kitchen.collect(ticket, 0) == "stew", "for what is ready, nobody has to wait"
    assert dish.count == 1, "the dish was ordered once, so it must be cooked once"
    kitchen.close()


@pytest.mark.points(3)
@pytest.mark.requires("test_ordering_never_waits")
@pytest.mark.hint("What has been ordered will be cooked. Is your pool told to end, or is it ended?")
def test_close_waits_for_what_was_ordered(lab):
    dish = lab.gate()
    kitchen = Kitchen(2)
    tickets = [kitchen.order(dish, number) for number in range(4)]
    closing = lab.start(kitchen.close)

    lab.settle()
    if closing.done:
        closing.result()  # what it raised shows as itself
    assert not closing.done, "close returned although dishes were still being cooked"
    dish.open()
    closing.result()
    assert dish.count == 4, f"4 dishes were ordered, but {dish.count} were cooked"
    assert all(kitchen.is_ready(ticket) for ticket in tickets), "all dishes are ready after close"
    assert [kitchen.collect(ticket) for ticket in tickets] == [0, 1, 2, 3], (
        "what was ordered before close can be collected after it"
    )
    left = dish.pids & {process.pid for process in lab.processes()}
    assert len(left) == 0, f"close has returned, but {len(left)} of 2 cooks are left"
    with pytest.raises(ValueError):
        kitchen.order(dish, 5)
