"""No smoke before the answer, and smoke for everybody after it."""

import pytest
from result_event import Oracle


def seen(oracle):
    try:
        return oracle.look()
    except LookupError:
        return "an empty stone"


@pytest.mark.points(2)
@pytest.mark.hint("The constructor starts the process, and that is all it does.")
def test_nothing_before(lab):
    ponder = lab.gate(returns=7)
    start = lab.start(Oracle, ponder)

    lab.settle()
    assert start.done, "Oracle(ponder) must return while ponder is still at work"
    oracle = start.result()
    assert ponder.inside == 1, f"ponder is called once, but {ponder.inside} calls were at work"
    assert ponder.pids - {lab.pid}, "ponder must be called in a process of its own"
    assert not oracle.is_ready(), "there is no smoke before the answer is there"
    assert seen(oracle) == "an empty stone", "look must raise LookupError while there is no answer"
    ponder.open()
    oracle.wait()
    assert (oracle.is_ready(), seen(oracle)) == (True, 7), "the answer must be there after wait"
    oracle.join()
    left = ponder.pids & {process.pid for process in lab.processes() if process.state != "Z"}
    assert len(left) == 0, "join has returned, but the process is still there"


@pytest.mark.points(3)
@pytest.mark.hint("An event wakes all who wait, and whoever comes later does not wait at all.")
def test_all_are_woken(lab):
    ponder = lab.gate(returns=7)
    oracle = Oracle(ponder)
    pilgrims = [lab.start(oracle.wait) for _ in range(3)]

    lab.settle()
    for pilgrim in pilgrims:
        early = pilgrim.exception() if pilgrim.done else None
        assert not pilgrim.done, f"wait ended ({early!r}) although there was no answer yet"
    ponder.open()
    for pilgrim in pilgrims:
        pilgrim.result()
    oracle.wait()
    assert [seen(oracle) for _ in pilgrims] == [7, 7, 7], "each of them must find the answer"
    oracle.join()


@pytest.mark.hint("The process lives on after its answer. What does join wait for?")
def test_join_waits_for_the_end(lab):
    stay = lab.gate()

    def ponder():
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return 7

    oracle = Oracle(ponder)
    call = lab.start(oracle.join)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & {process.pid for process in lab.processes() if process.state != "Z"}
        assert len(left) == 0, "join has returned, but the process is still there"
    stay.open()
    call.result()
    assert seen(oracle) == 7, "the answer can still be read after join"
