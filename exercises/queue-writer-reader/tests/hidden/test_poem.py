"""Every line of the poem is written once, in order."""

import pytest
from queue_writer_reader import dictate

WORDS = ["stop", "end", "done", "eof", "exit", "quit", "finished", "poison", "sentinel", "none"]
ENDS = [shape.format(word) for word in WORDS for shape in ("{}", "_{}_", "__{}__", "<{}>")]
ENDS += [end.upper() for end in ENDS]


def written(write):
    return [call.args[0] for call in write.calls]


@pytest.mark.points(2)
@pytest.mark.hint("One queue keeps its order. How does the scribe know when the last line is out?")
def test_in_order_and_nothing_lost(lab):
    poem = [[f"verse {verse}, line {line}" for line in range(4)] for verse in range(12)]
    verses = iter([*poem, []])
    speak, write = lab.probe(lambda: next(verses)), lab.probe()

    dictate(speak, write)

    assert len(written(write)) == 48, f"48 lines were said, but {len(written(write))} were written"
    assert written(write) == [line for verse in poem for line in verse], (
        "the lines must be written in the order of the poem"
    )
    assert write.max_inside == 1, "the scribe writes one line after the other"
    assert speak.count == 13, (
        f"speak must be called until it returns an empty list, 13 times, not {speak.count} times"
    )


@pytest.mark.points(2)
@pytest.mark.hint("Start two processes of multiprocessing, and let the main one wait for both.")
def test_two_processes(lab):
    verses = iter([["a", "b"], ["c"], []])
    speak, write = lab.probe(lambda: next(verses)), lab.probe()

    dictate(speak, write)

    assert written(write) == ["a", "b", "c"], "each line must be written once, in order"
    assert lab.pid not in speak.pids | write.pids, (
        "speaking and writing must be done by other processes than the main one"
    )
    assert (len(speak.pids), len(write.pids)) == (1, 1), "one process speaks, and one writes"
    assert speak.pids != write.pids, "the scribe must be another process than the poet"
    left = (speak.pids | write.pids) & lab.alive()
    assert len(left) == 0, f"dictate has returned, but {len(left)} of its two processes are left"


@pytest.mark.points(2)
@pytest.mark.hint("What tells your scribe that the poem is over must be something that no line is.")
def test_any_text_is_a_line(lab):
    lines = ["", "None", "STOP", "\n", "END", "", *ENDS, "\0", "the last line"]
    verses = iter([lines[:3], lines[3:], []])
    write = lab.probe()

    dictate(lambda: next(verses), write)

    assert written(write) == lines, "every line must be written, whatever its text"


@pytest.mark.points(1)
@pytest.mark.hint(
    "A line may be longer than what a pipe holds. Does one read while the other one writes?"
)
def test_long_lines(lab):
    lines = ["x" * 200_000, "y", "z" * 200_000]
    verses = iter([lines, []])
    lengths = []

    dictate(lambda: next(verses), lambda line: lengths.append((line[:1], len(line))))

    assert lengths == [("x", 200_000), ("y", 1), ("z", 200_000)], "every line must come whole"


@pytest.mark.hint("Some days nothing comes to a poet's mind. Who tells the scribe?")
def test_no_poem(lab):
    write = lab.probe()

    dictate(list, write)

    assert write.count == 0, "nothing was said, so nothing is to be written"


@pytest.mark.hint("A process lives on after the last line. What does dictate wait for?")
@pytest.mark.parametrize("who", ["poet", "scribe"])
def test_both_have_ended(lab, who):
    stay = lab.gate()
    verses = iter([["a", "b"], []])

    def linger():
        # A process waits for its threads before it ends.
        lab.remote("threading").Thread(target=stay, daemon=False).start()

    def speak():
        if who == "poet":
            linger()
        return next(verses)

    write = lab.probe(lambda line: linger() if who == "scribe" else None)
    call = lab.start(dictate, speak, write)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
        left = stay.pids & lab.alive()
        assert len(left) == 0, (
            f"dictate has returned, but {len(left)} of its two processes are left"
        )
    stay.open()
    call.result()
    assert written(write) == ["a", "b"], "each line must be written once, in order"
