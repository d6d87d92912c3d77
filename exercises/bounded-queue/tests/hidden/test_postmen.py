"""Many postmen at the same box."""

import pytest
from bounded_queue import collect, deliver

BOX = """
import queue

class Box(queue.Queue):
    def put(self, *args, **kwargs):
        at_the_slot()
        super().put(*args, **kwargs)
"""


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


@pytest.mark.hint(
    "Start all postmen before you wait for the first of them. And if you have an executor: how many"
    " threads has it when nobody says so?"
)
@pytest.mark.parametrize("policy", ["drop", "wait", "raise"])
def test_a_postman_for_each_round(lab, monkeypatch, policy):
    for name in ("cpu_count", "process_cpu_count"):  # a pool's default size: the same everywhere
        monkeypatch.setattr(lab.remote("os"), name, lambda: 1, raising=False)
    slot = lab.gate()
    office = {"at_the_slot": slot}
    lab.remote("builtins").exec(BOX, office)
    box = office["Box"](20)
    letters = [f"{number}.{letter}" for number in range(7) for letter in range(2)]
    rounds = [letters[first : first + 2] for first in range(0, 14, 2)]
    call = lab.start(deliver, box, rounds, policy)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert slot.inside == 7, (
        f"of 7 postmen {slot.inside} were at the box at the same time, each with his first letter"
    )
    slot.open()
    assert call.result() == 0, "there is room for all letters"
    assert sorted(collect(box, 0)) == letters, "each letter must be delivered once"


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
