"""Many postmen at the same box."""

import pytest
from bounded_queue import collect, deliver


@pytest.mark.points(2)
@pytest.mark.hint("Nobody waits for a colleague who waits.")
def test_all_at_the_same_time(lab):
    box = lab.remote("queue").Queue(1)
    call = lab.start(deliver, box, [["a1", "a2"], ["b1"], ["c1", "c2"]], "wait")

    lab.settle()
    waiting = [box.get() for _ in range(5)]
    assert call.result() == 0, "who waits drops nothing"
    assert sorted(waiting) == ["a1", "a2", "b1", "c1", "c2"], "each letter must be delivered once"
    assert waiting.index("a1") < waiting.index("a2"), "a postman delivers his letters in order"


@pytest.mark.points(4)
@pytest.mark.schedules(30, seconds=15)
@pytest.mark.hint(
    "The report shows an order of steps in which it goes wrong. Do two see the same room? Do two"
    " count at the same time?"
)
def test_one_letter_too_many_in_any_order(lab):
    box = lab.remote("queue").Queue(1)

    dropped = deliver(box, [["a"], ["b"], ["c"]], "drop")

    assert dropped == 2, f"there was room for 1 of 3 letters, but {dropped} are said to be dropped"
    assert len(collect(box, 0)) == 1, "one letter must be in the box"
