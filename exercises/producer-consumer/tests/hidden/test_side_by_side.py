"""Producers and consumers work at the same time."""

import pytest
from producer_consumer import run


def three(source):
    return [f"{source}.{number}" for number in range(3)]


@pytest.mark.points(2)
@pytest.mark.hint("As many consumers as asked for must be at work while there are items enough.")
@pytest.mark.parametrize("consumers", [1, 3])
def test_consumers_work_side_by_side(lab, consumers):
    consume = lab.gate(lambda item: item)
    call = lab.start(run, ["A", "B"], consumers, three, consume)

    lab.settle()
    assert consume.inside == consumers, (
        f"with 6 items and {consumers} consumers, {consume.inside} items were in work at once"
    )
    consume.open()
    assert sorted(call.result()) == three("A") + three("B"), "every item must be consumed once"


@pytest.mark.limits(wall_seconds=30)  # processes may take half a second each to begin
@pytest.mark.hint("Each source has a producer of its own: none waits for another one's end.")
def test_producers_work_side_by_side(lab):
    produce = lab.gate(three)
    call = lab.start(run, ["A", "B", "C", "D"], 2, produce, lambda item: item)

    lab.settle()
    assert produce.inside == 4, f"of 4 producers, {produce.inside} were at work at once"
    produce.open()
    assert len(call.result()) == 12, "four producers gave three items each"


@pytest.mark.points(3)
@pytest.mark.hint(
    "An empty queue is no sign of the end: a producer may be slow. Consumers take what is there,"
    " then wait (without polling) and still get what comes late."
)
def test_a_slow_producer_holds_nobody_up_and_loses_nothing(lab):
    produce, consume = lab.gate(three), lab.probe(lambda item: item)
    call = lab.start(run, ["A", "B"], 2, produce, consume)
    lab.settle()
    assert produce.inside == 2, f"of 2 producers, {produce.inside} were at work at once"

    produce.release()  # one of the two; the other one is slow
    lab.settle()
    assert consume.count == 3, (
        f"one producer has delivered 3 items, the other one is slow: {consume.count} were consumed"
    )
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "run returned although a producer was still at work"

    produce.open()
    assert sorted(call.result()) == three("A") + three("B"), (
        "the items of a slow producer must be consumed as well"
    )


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=20)  # processes may take half a second each to begin
@pytest.mark.hint(
    "One item takes long. Whom does that hold up? Whoever has nothing to do takes the next item off"
    " the queue that all share: no item belongs to a consumer before he has taken it."
)
def test_a_slow_consumer_holds_nobody_up(lab):
    slow, others = lab.gate(), lab.probe(lambda item: item)
    items = [f"A.{number}" for number in range(9)]
    call = lab.start(
        run, ["A"], 3, lambda bay: items, lambda item: (slow if item == "A.0" else others)(item)
    )

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "run returned although a consumer was still at work"
    assert others.count == 8, (
        "one consumer of 3 is slow; of the 8 other items, the other two have consumed"
        f" {others.count}"
    )
    slow.open()
    assert sorted(call.result()) == items, "every item must be consumed once"
