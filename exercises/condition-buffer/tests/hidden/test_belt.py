"""One thread at a time: order, count and room."""

import pytest
from condition_buffer import Belt


@pytest.mark.hint("First on, first off; a box holds neighbours.")
def test_order():
    belt = Belt(5)
    for egg in "abcde":
        belt.put(egg)

    boxes = [belt.take(1), belt.take(3), belt.take(1)]
    assert boxes == [["a"], ["b", "c", "d"], ["e"]], "eggs must be taken in the order of the belt"


@pytest.mark.hint("An egg can be any object, also one that counts as false.")
def test_any_egg():
    belt = Belt(4)
    eggs = [None, 0, "", None]
    for egg in eggs:
        belt.put(egg)

    assert len(belt) == 4, "None is an egg like any other"
    assert belt.take(4) == eggs, "eggs must be returned as they were put"
    assert len(belt) == 0, "all eggs were taken"


@pytest.mark.hint("Who takes room gives it back: the belt can be filled again and again.")
def test_room_is_used_again():
    belt, taken = Belt(3), []
    for start in range(0, 30, 3):
        for egg in range(start, start + 3):
            belt.put(egg)
        taken += belt.take(2) + belt.take(1)

    assert taken == list(range(30)), "30 eggs on a belt for 3, in order"


@pytest.mark.hint("Each belt is a belt of its own.")
def test_two_belts(lab):
    full, other = Belt(1), Belt(1)
    full.put("a")
    waiting = lab.start(full.put, "b")
    lab.settle()
    other.put("x")

    assert other.take(1) == ["x"], "this egg was put on this belt"
    assert full.take(1) == ["a"], "this egg was put on this belt"
    waiting.result()
    assert full.take(1) == ["b"], "there was room again for this egg"
