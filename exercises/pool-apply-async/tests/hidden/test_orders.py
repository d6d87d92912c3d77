"""Ordering never waits; each ticket brings what came of its own call."""

import pytest
from pool_apply_async import Kitchen


@pytest.mark.points(4)
@pytest.mark.hint("An order is accepted when it has been written down. When does yours return?")
def test_ordering_never_waits(lab):
    dish = lab.gate(lambda number: number * 10)
    kitchen = Kitchen(2)
    orders = [lab.start(kitchen.order, dish, number) for number in range(3)]

    lab.settle()
    returned = sum(order.done for order in orders)
    assert returned == 3, f"no dish is cooked yet; 3 orders must have returned, but {returned} have"
    assert dish.inside == 2, f"2 cooks must be at work on 3 orders, but {dish.inside} were"
    tickets = [order.result() for order in orders]
    assert not any(kitchen.is_ready(ticket) for ticket in tickets), "no dish is ready yet"
    dish.open()
    assert [kitchen.collect(ticket) for ticket in tickets] == [0, 10, 20], (
        "each ticket must bring the result of its own order"
    )
    assert all(kitchen.is_ready(ticket) for ticket in tickets), "all three dishes are ready"
    kitchen.close()


@pytest.mark.points(3)
@pytest.mark.hint("The pool stays, from the first order to the last. Who collects when is all one.")
def test_few_cooks_and_many_orders(lab):
    dish = lab.probe(lambda *letters: "".join(letters))
    kitchen = Kitchen(2)
    tickets = [kitchen.order(dish, letter, "!") for letter in "abcdef"]

    assert [kitchen.collect(ticket) for ticket in reversed(tickets)] == [
        letter + "!" for letter in "fedcba"
    ], "each ticket must bring the result of its own order"
    assert kitchen.collect(tickets[0]) == "a!", "a dish can be collected again"
    assert kitchen.cook(dish, "x", "y") == "xy", "cook must return the result"
    assert lab.pid not in dish.pids, "the cooks must be processes other than the main one"
    assert len(dish.pids) <= 2, f"there are 2 cooks, but {len(dish.pids)} processes have cooked"
    kitchen.close()


@pytest.mark.points(2)
@pytest.mark.requires("test_ordering_never_waits")
@pytest.mark.hint("One dish takes long. Who takes the orders that came after it?")
def test_a_free_cook_takes_the_next_order(lab):
    slow = lab.gate()
    dish = lab.probe(lambda number: slow(number) if number == 0 else number)
    kitchen = Kitchen(2)
    tickets = [kitchen.order(dish, number) for number in range(5)]

    lab.settle()
    assert [kitchen.is_ready(ticket) for ticket in tickets] == [False] + [True] * 4, (
        "one cook is still busy with the first order; the other one must have cooked all the rest"
    )
    assert len(dish.pids) == 2, "each of 2 cooks must be a process of its own"
    begun = [record.args[0] for record in dish.calls if record.args[0] != 0]
    assert begun == [1, 2, 3, 4], "orders must be begun in the order in which they came in"
    slow.open()
    assert kitchen.collect(tickets[0]) == 0, "each ticket must bring the result of its own order"
    kitchen.close()


@pytest.mark.points(3)
@pytest.mark.hint("What a call raises belongs to whoever collects it: do you pass it on?")
def test_exceptions_reach_whoever_collects(lab):
    def dish(name):
        if name == "toast":
            raise KeyError("black")
        return name

    kitchen = Kitchen(2)
    tickets = [kitchen.order(dish, name) for name in ["egg", "toast", "tea"]]

    for _ in range(2):
        with pytest.raises(KeyError, match="black"):
            kitchen.collect(tickets[1])
    with pytest.raises(KeyError, match="black"):
        kitchen.cook(dish, "toast")
    assert [kitchen.collect(tickets[place]) for place in (0, 2)] == ["egg", "tea"], (
        "a dish that is burnt must not spoil the others"
    )
    assert [kitchen.is_burnt(ticket) for ticket in tickets] == [False, True, False], (
        "the second of three dishes is burnt"
    )
    kitchen.close()
