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
    left = ponder.pids & lab.alive()
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


@pytest.mark.points(2)
@pytest.mark.hint(
    "Who waits may take as long as it likes. What does he hold meanwhile that is_ready, look, or"
    " another one who waits needs, too?"
)
def test_nobody_is_held_up_by_those_who_wait(lab):
    ponder = lab.gate(returns=7)
    oracle = Oracle(ponder)
    pilgrim = lab.start(oracle.wait)
    lab.settle()
    is_ready, look = lab.start(oracle.is_ready), lab.start(oracle.look)

    lab.settle()
    assert is_ready.done, "is_ready must return at once, also while somebody waits"
    assert not is_ready.result(), "there is no smoke before the answer is there"
    assert look.done, "look must raise LookupError at once, also while somebody waits"
    with pytest.raises(LookupError):
        look.result()
    ponder.open()
    pilgrim.result()
    oracle.join()


@pytest.mark.points(2)
@pytest.mark.hint(
    "Whoever looks takes nothing away. What does your is_ready ask: whether the answer has come, or"
    " whether it still lies where look takes it from?"
)
def test_smoke_goes_on_rising(lab):
    stay = lab.gate()

    def ponder():
        # A process waits for its threads before it ends, and keeps its end of a pipe till then.
        lab.remote("threading").Thread(target=stay, daemon=False).start()
        return 7

    oracle = Oracle(ponder)
    oracle.wait()
    for _ in range(2):
        assert seen(oracle) == 7, "after wait, look must find the answer, every time"
        lab.settle()
        assert oracle.is_ready(), "is_ready must stay true when the answer has been read"
    late = lab.start(oracle.wait)
    lab.settle()
    assert late.done, "who comes when the answer has been read does not wait"
    late.result()
    stay.open()
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
        left = stay.pids & lab.alive()
        assert len(left) == 0, "join has returned, but the process is still there"
    stay.open()
    call.result()
    assert seen(oracle) == 7, "the answer can still be read after join"


@pytest.mark.hint(
    "join waits for all that you have started. A manager is a process as well, which ends when you"
    " tell it to: see the method shutdown. Who keeps the answer then?"
)
def test_nothing_is_left_after_join(lab):
    oracle = Oracle(lambda: 7)
    oracle.join()

    lab.settle()  # who ends by himself has ended
    left = lab.remote("multiprocessing").active_children()
    assert len(left) == 0, f"join has returned, but {len(left)} of its processes are still there"
    assert seen(oracle) == 7, "the answer can still be read after join"
