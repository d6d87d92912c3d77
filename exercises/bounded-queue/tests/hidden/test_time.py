"""Who waits, who does not, and for how long."""

import queue
import time

import pytest
from bounded_queue import collect, deliver

BOX = """
import queue

class Box(queue.Queue):
    def __init__(self, size):
        super().__init__(size)
        wait = self.not_full.wait

        def tell_and_wait(timeout=None):
            tell(timeout)
            return wait(timeout)

        self.not_full.wait = tell_and_wait
"""

COURIER = """
import time

def carry(box, letters, seconds):
    for letter in letters:
        time.sleep(seconds)
        tell(letter)
        box.put(letter)
"""


@pytest.mark.hint(
    "With a time-out a postman waits as well, though not for long. How does put know that he is not"
    " to wait at all?"
)
@pytest.mark.parametrize("policy", ["drop", "raise"])
def test_nobody_waits_who_was_told_not_to(lab, monkeypatch, policy):
    naps, tell = lab.probe(), lab.probe()
    monkeypatch.setattr(lab.remote("time"), "sleep", naps)
    office = {"tell": tell}
    lab.remote("builtins").exec(BOX, office)
    box = office["Box"](1)
    box.put("here before")

    if policy == "drop":
        assert deliver(box, [["a", "b"], ["c"]], policy) == 3, "for 3 letters there was no room"
    else:
        with pytest.raises(queue.Full):
            deliver(box, [["a", "b"], ["c"]], policy)
    assert tell.count + naps.count == 0, (
        f'with the policy "{policy}" a postman who finds no room never waits, not for a moment'
    )
    assert box.get() == "here before", "what was in the box stays there"


@pytest.mark.hint("Which call waits for a letter, and no longer than it is told to?")
@pytest.mark.parametrize("kind", ["queue", "multiprocessing"])
def test_collect_waits(lab, kind):
    box = lab.remote(kind).Queue(3)

    begun = time.monotonic()
    assert collect(box, 0.3) == [], "the box is empty"
    assert time.monotonic() - begun > 0.29, (
        "collect returns when the box has been empty for so many seconds, and not before"
    )


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=30)
@pytest.mark.hint("From which moment do the seconds count, when one more letter comes?")
def test_letters_that_come_late(lab):
    box, brings = lab.remote("queue").Queue(9), lab.probe()
    street = {"tell": brings}
    lab.remote("builtins").exec(COURIER, street)
    letters = [f"letter {number}" for number in range(6)]
    courier = lab.start(street["carry"], box, letters, 0.5)

    found = collect(box, 2.5)
    returned = time.monotonic()
    courier.result()
    assert found == letters, (
        "a letter that comes while collect waits must be collected, and the seconds begin anew"
    )
    assert returned - brings.calls[-1].entered_at > 2.4, (
        "collect returned before the box had been empty for so many seconds"
    )
