"""The example of the statement: a student has it."""

from bounded_queue import collect, deliver


def test_a_letter_too_many(lab):
    box = lab.remote("queue").Queue(2)

    assert deliver(box, [["ad", "bill", "card"]], "drop") == 1, "one of three letters was dropped"
    assert collect(box, 0) == ["ad", "bill"], "the first two letters were put in"
