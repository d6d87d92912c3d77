"""`open_all` comes back when the last envelope is done: not before, and not never."""

import pytest
from joinable_queue import open_all


@pytest.mark.points(2)
@pytest.mark.hint("All clerks share one queue, and none waits for another one's end.")
@pytest.mark.parametrize("clerks", [1, 3])
def test_clerks_work_side_by_side(lab, clerks):
    open_one = lab.gate(lambda envelope: [])
    call = lab.start(open_all, list("abcdef"), clerks, open_one)

    lab.settle()
    assert open_one.inside == clerks, (
        f"with 6 envelopes and {clerks} clerks, {open_one.inside} were being opened at once"
    )
    open_one.open()
    assert call.result() == 0, "no envelope was torn"


@pytest.mark.points(3)
@pytest.mark.hint("An envelope is done when it has been opened, not when it has been taken.")
def test_waits_for_the_last_envelope(lab):
    open_one = lab.gate(lambda envelope: [])
    call = lab.start(open_all, list("abc"), 3, open_one)
    lab.settle()

    open_one.release(2)  # one clerk is slow
    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "open_all returned although an envelope was still being opened"

    open_one.open()
    assert call.result() == 0, "no envelope was torn"


@pytest.mark.points(3)
@pytest.mark.hint(
    "The pile is empty, but a clerk is just opening an envelope full of others. When may he call"
    " task_done: before or after he has put those on the queue?"
)
def test_waits_for_what_is_inside(lab):
    open_one = lab.gate(lambda envelope: ["x", "y", "z"] if envelope == "sack" else [])
    call = lab.start(open_all, ["sack"], 2, open_one)
    lab.settle()
    assert open_one.inside == 1, f"there is one envelope, but {open_one.inside} were being opened"

    open_one.release()
    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "open_all returned although there were envelopes inside the last one"
    assert open_one.inside == 2, (
        f"3 envelopes were inside; {open_one.inside} of 2 clerks were at work on them"
    )
    open_one.open()
    assert call.result() == 0, "no envelope was torn"
    assert open_one.count == 4, "a sack and three envelopes were to be opened"


@pytest.mark.points(3)
@pytest.mark.hint(
    "One envelope takes long. Whom does that hold up? What is found inside another one goes on the"
    " queue at once, and whoever is free takes it."
)
def test_a_slow_envelope_holds_nobody_up(lab):
    slow = lab.gate(returns=[])
    opened = lab.probe(lambda envelope: ["x", "y"] if envelope == "sack" else [])
    call = lab.start(
        open_all, ["slow", "sack"], 2, lambda name: slow(name) if name == "slow" else opened(name)
    )

    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "open_all returned although an envelope was still being opened"
    assert opened.count == 3, (
        "one clerk was slow, the other one had a sack and the two envelopes inside it to open;"
        f" he has opened {opened.count} of these 3"
    )
    slow.open()
    assert call.result() == 0, "no envelope was torn"
