"""The examples of the statement: a student has these."""

from joinable_queue import open_all

INSIDE = {"minister": ["taxes", "archive"], "archive": ["1848"]}


def test_envelopes_inside_envelopes(lab):
    open_one = lab.probe(lambda envelope: INSIDE.get(envelope, []))

    torn = open_all(["minister", "gift"], 2, open_one)

    opened = sorted(call.args[0] for call in open_one.calls)
    assert opened == ["1848", "archive", "gift", "minister", "taxes"], (
        "every envelope must be opened once, those inside others too"
    )
    assert torn == 0, "no envelope was torn"


def test_torn_envelopes_are_counted():
    def open_one(envelope):
        if envelope == "wet":
            raise OSError("the paper tears")
        return {"minister": ["taxes", "wet", "archive"], "archive": ["1848", "wet"]}.get(
            envelope, []
        )

    assert open_all(["minister", "gift"], 2, open_one) == 2, "the two wet envelopes were torn"
