"""What becomes of letters for which there is no room."""

import queue

import pytest
from bounded_queue import collect, deliver


@pytest.fixture(params=["queue", "multiprocessing"])
def make_box(lab, request):
    return lab.remote(request.param).Queue


@pytest.mark.hint("Who drops a letter goes on with the next one, and never waits.")
def test_drop(make_box):
    box = make_box(3)

    assert deliver(box, [["a", "b", "c", "d", "e"]], "drop") == 2, "2 of 5 letters had no room"
    assert [box.get() for _ in range(3)] == ["a", "b", "c"], "the first 3 letters had room"


@pytest.mark.points(2)
@pytest.mark.hint("There is no room yet. How does your postman hear that there is?")
def test_wait(lab, make_box):
    box = make_box(2)
    call = lab.start(deliver, box, [["a", "b", "c", "d"]], "wait")

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert not call.done, "2 letters fill the box, and 4 are to be delivered: deliver must wait"
    assert [box.get() for _ in range(4)] == ["a", "b", "c", "d"], "all letters, in order"
    assert call.result() == 0, "who waits drops nothing"


@pytest.mark.points(2)
@pytest.mark.hint("Who finds no room goes home at once. Who tells the office, and what?")
def test_raise(make_box):
    box = make_box(2)

    with pytest.raises(queue.Full):
        deliver(box, [["a", "b", "c", "d"]], "raise")
    assert [box.get() for _ in range(2)] == ["a", "b"], "the first 2 letters had room"
    assert deliver(box, [["e", "f"]], "raise") == 0, "with room for all, nothing is to be raised"
    assert [box.get() for _ in range(2)] == ["e", "f"], "after an alarm nobody may still deliver"


@pytest.mark.hint("Which exceptions say that there is no room? Only these are about room.")
@pytest.mark.parametrize("policy", ["drop", "wait", "raise"])
def test_a_closed_box_is_not_a_full_one(lab, policy):
    box = lab.remote("multiprocessing").Queue(2)
    box.close()

    with pytest.raises(ValueError, match="closed"):
        deliver(box, [["a"], ["b"]], policy)
    with pytest.raises(ValueError, match="closed"):
        collect(box, 0)


@pytest.mark.hint("What tells you that the box is empty: a value, or an exception?")
@pytest.mark.parametrize("seconds", [0, 0.05])
def test_collect(lab, seconds):
    box = lab.remote("queue").Queue(9)
    letters = [None, "", 0, False, "last"]
    assert deliver(box, [letters], "raise") == 0, "there is room for all letters"

    assert collect(box, seconds) == letters, "any value is a letter, and they come in order"
    assert collect(box, seconds) == [], "there is nothing left"
