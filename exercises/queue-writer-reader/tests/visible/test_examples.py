"""The example of the statement: a student has it."""

from queue_writer_reader import dictate


def test_three_lines(lab):
    verses = iter([["Tyger Tyger, burning bright,", "In the forests of the night;"], ["Amen."], []])
    write = lab.probe()

    dictate(lambda: next(verses), write)

    assert [call.args[0] for call in write.calls] == [
        "Tyger Tyger, burning bright,",
        "In the forests of the night;",
        "Amen.",
    ], "each line is written once, in the order of the poem"
