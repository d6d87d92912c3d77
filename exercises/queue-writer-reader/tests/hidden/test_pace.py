"""One is slow, the other one is not: neither holds up the other, and the scribe waits."""

import pytest
from queue_writer_reader import dictate


def is_done(call):
    if call.done:
        call.result()  # what it raised shows as itself
    return call.done


@pytest.mark.points(3)
@pytest.mark.hint(
    "The queue is empty, but the poet is only thinking. What makes your scribe go home?"
)
def test_the_scribe_waits_for_a_poet_who_thinks(lab):
    verses = iter([["a", "b"], ["c"], ["d"], []])
    speak, write = lab.gate(lambda: next(verses)), lab.probe()
    call = lab.start(dictate, speak, write)

    for said, lines in enumerate([0, 2, 3, 4]):
        lab.settle()  # the poet thinks, and what has been said is written
        assert not is_done(call), "dictate returned while the poet was still thinking"
        assert write.count == lines, (
            f"after verse {said} the poet is thinking: {lines} lines must be written by now, but"
            f" {write.count} are"
        )
        speak.release()
    call.result()


@pytest.mark.points(3)
@pytest.mark.hint("dictate has nothing to do but wait: for whom, and how?")
def test_a_slow_scribe_comes_to_the_end(lab):
    verses = iter([["a", "b"], ["c", "d"], []])
    write = lab.gate()
    call = lab.start(dictate, lambda: next(verses), write)

    for line in range(1, 5):
        lab.settle()
        assert not is_done(call), (
            f"dictate returned although the scribe was still writing line {line} of 4"
        )
        assert write.inside == 1, f"of 4 lines, the scribe must be writing number {line} now"
        write.release()
    call.result()
    assert write.count == 4, f"4 lines were said, but {write.count} were written"


@pytest.mark.points(3)
@pytest.mark.hint("What the scribe has not written yet waits in the queue; the poet does not.")
def test_the_poet_goes_on_while_the_scribe_writes(lab):
    poem = [[f"{verse}"] for verse in range(120)]  # not more than any pipe holds
    verses = iter([*poem, []])
    speak, write = lab.probe(lambda: next(verses)), lab.gate()
    call = lab.start(dictate, speak, write)

    lab.settle()
    if call.done:
        call.result()  # what it raised shows as itself
    assert write.inside == 1, "the scribe must be writing the first line"
    assert speak.count == 121, (
        "while the scribe writes the first line the poet says 120 verses and that the poem is over:"
        f" 121 calls of speak, but there were {speak.count}"
    )
    write.open()
    call.result()
    assert write.count == 120, f"120 lines were said, but {write.count} were written"


@pytest.mark.points(2)
@pytest.mark.hint("An end that comes late is an end, too: the scribe has to be told of it.")
def test_the_end_comes_late(lab):
    last = lab.gate(list)
    verses = iter([["a", "b"]])
    write = lab.probe()
    call = lab.start(dictate, lambda: next(verses, None) or last(), write)

    lab.settle()
    assert not is_done(call), "dictate returned before the poem was over"
    assert write.count == 2, f"two lines were said, but {write.count} are written"
    last.open()
    call.result()
    assert write.count == 2, f"two lines were said, but {write.count} were written"
