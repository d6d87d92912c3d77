"""A pool has as many processes as were asked for, and they do all the work."""

import pytest
from pool_map import with_pool

ITEMS = list(range(10))


def square(item):
    return item * item


SQUARES = [square(item) for item in ITEMS]


@pytest.mark.points(3)
@pytest.mark.hint("All processes of the pool work at once, and no others: count yours.")
@pytest.mark.parametrize("size", [1, 3])
def test_the_whole_pool_is_at_work(lab, size):
    work = lab.gate(square)
    call = lab.start(with_pool, ITEMS, size, work)

    lab.settle()
    assert work.inside == size, f"the pool's size is {size}, but {work.inside} items were in work"
    assert len(work.pids) == size, (
        f"a pool of {size} has as many processes, but {len(work.pids)} had items in work"
    )
    work.open()
    assert call.result() == SQUARES, "each result must stand where its item stood"


@pytest.mark.points(3)
@pytest.mark.hint("A process of a pool stays when it is done with an item, and takes the next one.")
def test_few_processes_do_many_items(lab):
    work = lab.probe(square)

    results = with_pool(ITEMS, 2, work)

    assert results == SQUARES, "each result must stand where its item stood"
    assert work.count == 10, (
        f"work must be called once for each of 10 items, not {work.count} times"
    )
    assert lab.pid not in work.pids, "the work must be done by other processes than the main one"
    assert len(work.pids) <= 2, (
        f"a pool of 2 has 2 processes for 10 items, but {len(work.pids)} processes did the work"
    )


@pytest.mark.points(2)
@pytest.mark.hint(
    "Close the pool, then join it; or leave its `with` block. Its processes must end."
)
def test_no_process_is_left(lab):
    work = lab.probe(square)

    assert with_pool(ITEMS, 3, work) == SQUARES, "each result must stand where its item stood"
    left = work.pids & lab.alive()
    assert len(left) == 0, f"with_pool has returned, but {len(left)} processes of its pool are left"


@pytest.mark.points(2)
@pytest.mark.hint("One process is long at its item. Who does what is left?")
def test_a_slow_item_holds_up_nobody_else(lab):
    slow = lab.gate(square)
    work = lab.probe(lambda item: slow(item) if item == 0 else item * item)
    call = lab.start(with_pool, ITEMS[:4], 2, work)

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "with_pool returned although one item was still in work"
    done = work.count - slow.inside
    assert done == 3, (
        f"one process is busy with a slow item; the other one must do all 3 others, not {done}"
    )
    slow.open()
    assert call.result() == SQUARES[:4], "each result must stand where its item stood"


@pytest.mark.points(2)
@pytest.mark.hint("A slow item is overtaken by others. How does its result find its place?")
def test_a_slow_item_keeps_its_place(lab):
    slow = lab.gate(square)
    call = lab.start(with_pool, ITEMS[:4], 2, lambda item: slow(item) if item == 0 else item * item)

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "with_pool returned although one item was still in work"
    slow.open()
    assert call.result() == SQUARES[:4], "each result must stand where its item stood"


@pytest.mark.hint("A small collection is one too, and a process may be without work.")
@pytest.mark.parametrize("items", [[], ["only one"]])
def test_fewer_items_than_processes(items):
    assert with_pool(items, 4, lambda item: [item]) == [[item] for item in items], (
        "each result must stand where its item stood"
    )


@pytest.mark.hint("An item or a result can be anything, and as large as a photograph.")
def test_any_value(lab):
    items = [None, 0, "", False, ["stop"], "x" * 200_000]

    assert [*map(repr, with_pool(items, 2, lambda item: item))] == [*map(repr, items)], (
        "each result must stand where its item stood"
    )


@pytest.mark.hint("A process lives on after its last result. What do you wait for?")
def test_the_pool_has_ended(lab):
    stay = lab.gate()

    def work(item):
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return square(item)

    call = lab.start(with_pool, ITEMS[:4], 2, work)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, (
            f"with_pool has returned, but {len(left)} processes of its pool are left"
        )
    stay.open()
    assert call.result() == SQUARES[:4], "each result must stand where its item stood"
