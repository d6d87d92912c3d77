"""A torn envelope is counted and holds nobody up."""

import pytest
from joinable_queue import open_all


@pytest.mark.points(2)
@pytest.mark.hint("Who calls task_done for an envelope that could not be opened, and how often?")
@pytest.mark.parametrize("clerks", [1, 3])
def test_torn_envelopes_are_counted(lab, clerks):
    def open_one(envelope):
        if envelope % 3 == 0:
            raise OSError("the paper tears")
        return [envelope * 10] if envelope < 10 else []

    probe = lab.probe(open_one)

    torn = open_all(list(range(1, 10)), clerks, probe)

    assert probe.count == 15, f"15 envelopes were to be opened; {probe.count} were"
    assert torn == 3, "of these 15 envelopes, 3 were torn"


@pytest.mark.points(2)
@pytest.mark.hint("A clerk goes on after an error. How many of yours are left after one each?")
def test_all_clerks_go_on_after_errors(lab):
    def open_one(envelope):
        if envelope == "wet":
            raise OSError("the paper tears")
        return []

    gate = lab.gate(open_one)
    call = lab.start(open_all, ["wet", "wet", "wet", "a", "b", "c", "d"], 3, gate)
    lab.settle()

    gate.release(3)  # each clerk tears one
    lab.settle()
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "open_all returned although four envelopes were not opened yet"
    assert gate.inside == 3, f"after an error each, {gate.inside} of 3 clerks were at work"

    gate.open()
    assert call.result() == 3, "three envelopes were torn"


@pytest.mark.hint("It may well be that no envelope can be opened.")
def test_all_are_torn(lab):
    open_one = lab.probe(raises=ValueError("sealed"))

    assert open_all(["a", "b", "c"], 2, open_one) == 3, "all three envelopes were torn"


@pytest.mark.points(2)
@pytest.mark.hint(
    "Each envelope counts as done once, a torn one too. What does join do if it counts twice?"
)
def test_a_torn_envelope_is_done_once(lab):
    slow = lab.gate(lambda envelope: [])

    def open_one(envelope):
        if envelope == "wet":
            raise OSError("the paper tears")
        return slow(envelope)

    call = lab.start(open_all, ["wet", "dry"], 2, open_one)
    lab.settle()
    assert slow.inside == 1, "the dry envelope must be opened while the wet one tears"
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, (
        "one envelope was torn; open_all returned while the other was being opened"
    )

    slow.open()
    assert call.result() == 1, "one envelope was torn"
