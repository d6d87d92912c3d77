"""Every envelope is opened once, whatever it is and wherever it was."""

import pytest
from joinable_queue import open_all


def opened(probe):
    return sorted((call.args[0] for call in probe.calls), key=repr)


def inside(name):
    return [name + "a", name + "b"] if len(name) < 4 else []


@pytest.mark.points(2)
@pytest.mark.hint("What a clerk finds inside goes on the same queue, for whoever is free.")
@pytest.mark.parametrize("clerks", [1, 4])
def test_envelopes_inside_envelopes(lab, clerks):
    open_one = lab.probe(inside)

    torn = open_all(["x", "y"], clerks, open_one)

    expected = ["x", "y"]
    for name in expected:  # grows while it is read
        expected += inside(name)
    assert opened(open_one) == sorted(expected), (
        f"every one of {len(expected)} envelopes must be opened once"
    )
    assert torn == 0, "no envelope was torn"


@pytest.mark.hint("There are days without any post, and clerks without work.")
@pytest.mark.parametrize("envelopes", [[], ["only one"]])
def test_more_clerks_than_envelopes(lab, envelopes):
    open_one = lab.probe(lambda envelope: [])

    assert open_all(envelopes, 4, open_one) == 0, "no envelope was torn"
    assert opened(open_one) == envelopes, "every envelope must be opened once, and nothing else"


@pytest.mark.hint("Does any value on your queue have a meaning of its own? An envelope can be it.")
def test_any_value_is_an_envelope(lab):
    values = [None, False, 0, "", "STOP", (), None]
    open_one = lab.probe(lambda envelope: values if envelope == "sack" else [])

    assert open_all(["sack", None], 2, open_one) == 0, "no envelope was torn"
    assert opened(open_one) == sorted(["sack", None, *values], key=repr), (
        "every envelope must be opened once, whatever it is, and equal ones each"
    )
