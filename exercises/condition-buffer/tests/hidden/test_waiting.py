"""Threads that wait: who has to, who must not, and who goes on when."""

import pytest
from condition_buffer import Belt


def start(lab, function, *args):
    """Start a call and let it come as far as it can: it is the last of those who wait."""
    call = lab.start(function, *args)
    lab.settle()
    return call


def done(calls):
    """Count the calls that have returned; what one of them raised shows as itself."""
    return sum(call.result() is not call for call in calls if call.done)


@pytest.mark.points(2)
@pytest.mark.hint(
    "The belt is full. Whoever wakes up must look again whether there is room *now*: perhaps"
    " somebody else has used it."
)
def test_never_more_than_the_capacity(lab):
    belt = Belt(2)
    puts = [start(lab, belt.put, egg) for egg in "abcde"]
    assert done(puts) == 2, f"there is room for 2 eggs, but {done(puts)} of 5 were put"

    taken = belt.take(1)
    lab.settle()
    assert done(puts) == 3, (
        f"one egg was taken, so there was room for one more: 3 of 5 must have been put, but"
        f" {done(puts)} were"
    )
    assert len(belt) == 2, f"the belt has room for 2 eggs, but carries {len(belt)}"
    taken += belt.take(2) + belt.take(2)
    for call in puts:
        call.result()
    assert sorted(taken) == list("abcde"), "each egg must be taken once"


@pytest.mark.points(2)
@pytest.mark.hint(
    "A packer who was woken must look again whether there are enough eggs: one has come, and she"
    " needs more. As long as she waits she takes none."
)
def test_a_box_is_filled_in_one_go(lab):
    belt = Belt(3)
    box = start(lab, belt.take, 3)

    for egg in "ab":
        belt.put(egg)
        lab.settle()
        early = box.result() if box.done else None  # what it raised shows as itself
        assert early is None, "take(3) returned before there were 3 eggs"
    assert len(belt) == 2, f"2 eggs were put and none was taken; on the belt are {len(belt)}"
    belt.put("c")
    assert box.result() == ["a", "b", "c"], "all three eggs, in order"


@pytest.mark.points(2)
@pytest.mark.hint("There are enough eggs for one of the boxes: do not fill each of them by half.")
def test_two_boxes_and_eggs_for_one(lab):
    belt = Belt(4)
    boxes = [start(lab, belt.take, 2) for _ in range(2)]

    belt.put("a")
    lab.settle()
    belt.put("b")
    lab.settle()
    assert done(boxes) == 1, f"2 eggs fill one box of 2, but {done(boxes)} boxes were filled"
    belt.put("c")
    belt.put("d")
    assert sorted(box.result() for box in boxes) == [["a", "b"], ["c", "d"]], (
        "each box must hold 2 neighbours"
    )


@pytest.mark.points(3)
@pytest.mark.hint(
    "There is an egg, and somebody waits for just one. Who was told that it has come? Somebody who"
    " needs more and went back to sleep."
)
def test_an_egg_for_the_one_who_can_use_it(lab):
    belt = Belt(3)
    large = start(lab, belt.take, 3)
    small = start(lab, belt.take, 1)

    belt.put("a")
    assert small.result() == ["a"], "the packer who needs 1 egg must get it"
    for egg in "bcd":
        belt.put(egg)
    assert large.result() == ["b", "c", "d"], "the packer who needs 3 eggs must get them"


@pytest.mark.points(2)
@pytest.mark.hint("A whole box leaves room for several eggs, and several helpers wait for it.")
def test_room_for_all_who_wait(lab):
    belt = Belt(3)
    for egg in "abc":
        belt.put(egg)
    puts = [start(lab, belt.put, egg) for egg in "def"]
    assert done(puts) == 0, "the belt is full"

    assert belt.take(3) == ["a", "b", "c"], "the eggs that were put first"
    for call in puts:
        call.result()
    assert sorted(belt.take(3)) == ["d", "e", "f"], "there was room for all three"


@pytest.mark.points(2)
@pytest.mark.hint("First the packers wait, then the helpers: each change must reach its kind.")
def test_helpers_and_packers_wait_in_turn(lab):
    belt = Belt(2)
    boxes = [start(lab, belt.take, 1) for _ in range(2)]
    puts = [start(lab, belt.put, egg) for egg in "abcdef"]
    assert done(puts) == 4, (
        f"two packers took an egg each, and there was room for 2 more: 4 of 6 eggs must have been"
        f" put, but {done(puts)} were"
    )

    taken = [egg for box in boxes for egg in box.result()] + belt.take(2)
    for call in puts:
        call.result()
    taken += belt.take(2)
    assert sorted(taken) == list("abcdef"), "each egg must be taken once"


@pytest.mark.hint("len(belt) only looks: it needs neither an egg nor room.")
def test_length_while_others_wait(lab):
    belt = Belt(2)
    box = start(lab, belt.take, 2)
    assert len(belt) == 0, "the belt is empty, and somebody waits"

    belt.put("a")
    lab.settle()
    assert len(belt) == 1, "one egg lies on the belt; the one who needs two has not taken it"
    belt.put("b")
    assert box.result() == ["a", "b"], "now there are two"
