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

    for _ in range(10):  # who waits longer than told is over the limit by then
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
@pytest.mark.limits(wall_seconds=5)
@pytest.mark.hint(
    "Somebody waits in collect. Does he sleep soundly, and does he hold up the others?"
)
def test_others_go_on_while_one_waits(lab):
    slow = lab.gate()
    kitchen = Kitchen(2)
    ticket = kitchen.order(slow, "roast")
    collecting = lab.start(kitchen.collect, ticket)

    lab.settle()
    early = collecting.result() if collecting.done else None  # what it raised shows as itself
    assert early is None, "collect returned although the dish was still being cooked"
    asking, ordering = lab.start(kitchen.is_ready, ticket), lab.start(kitchen.order, len, "leek")
    lab.settle()
    assert asking.done, "while somebody waits for a dish, is_ready must tell at once"
    assert not asking.result(), "no dish is ready yet"
    assert ordering.done, "while somebody waits for a dish, order must return at once"
    other = lab.start(kitchen.collect, ordering.result())
    lab.settle()
    assert other.done, "a dish that is ready can be collected while somebody waits for another one"
    assert other.result() == 4, "each ticket must bring the result of its own order"
    slow.open()
    assert collecting.result() == "roast", "each ticket must bring the result of its own order"
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
    late = lab.start(kitchen.order, dish, 4)
    lab.settle()
    assert late.done, "while close waits, order must raise ValueError at once"
    assert isinstance(late.exception(), ValueError), (
        "close takes no more orders: order must raise ValueError also while close still waits"
    )
    dish.open()
    closing.result()
    assert dish.count == 4, f"4 dishes were ordered, but {dish.count} were cooked"
    assert all(kitchen.is_ready(ticket) for ticket in tickets), "all dishes are ready after close"
    assert [kitchen.collect(ticket) for ticket in tickets] == [0, 1, 2, 3], (
        "what was ordered before close can be collected after it"
    )
    left = dish.pids & lab.alive()
    assert len(left) == 0, f"close has returned, but {len(left)} of 2 cooks are left"
    for late in (kitchen.order, kitchen.cook):
        with pytest.raises(ValueError):
            late(dish, 5)


@pytest.mark.hint("A cook lives on after his last dish. What does close wait for?")
def test_all_cooks_have_ended(lab):
    stay = lab.gate()

    def dish(number):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return number

    kitchen = Kitchen(2)
    for number in range(4):
        kitchen.order(dish, number)
    call = lab.start(kitchen.close)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, f"close has returned, but {len(left)} of 2 cooks are left"
    stay.open()
    call.result()
