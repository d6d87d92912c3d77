"""One side by itself: it answers, and it notices the end."""

import pytest
from pipe_ping_pong import pong


@pytest.fixture
def pipe(lab):
    """Both ends of a pipe in the program: `ours` and `theirs`."""
    return lab.remote("multiprocessing").Pipe()


@pytest.mark.hint("A loop: receive, reply, send. What comes first is answered first.")
def test_answers_in_order(lab, pipe):
    ours, theirs = pipe
    reply = lab.probe(lambda message: message * 2)
    call = lab.start(pong, theirs, reply, lab.probe())

    for message in ["a", "b", "c"]:
        ours.send(message)
    answers = [ours.recv() for _ in range(3)]
    ours.close()
    call.result()

    assert answers == ["aa", "bb", "cc"], "three messages were sent, so three answers must come"
    assert [call.args for call in reply.calls] == [("a",), ("b",), ("c",)], (
        "reply must be called once for each message"
    )


@pytest.mark.points(2)
@pytest.mark.hint("Any value can be a message. Only EOFError says that no more can come.")
@pytest.mark.parametrize("message", [None, False, "", "goodbye", "EOF", []])
def test_no_message_is_the_end(lab, pipe, message):
    ours, theirs = pipe
    goodbye = lab.probe()
    call = lab.start(pong, theirs, lambda value: [value], goodbye)

    ours.send(message)
    assert ours.recv() == [message], "every message must be answered"
    lab.settle()
    early = call.result() if call.done else "at work"  # what it raised shows as itself
    assert early == "at work", f"pong returned after the message {message!r}"
    assert goodbye.count == 0, f"pong said goodbye after the message {message!r}"

    ours.close()
    call.result()
    assert goodbye.count == 1, f"pong must say goodbye once, not {goodbye.count} times"


@pytest.mark.hint("The other side may hang up without a word.")
def test_hangs_up_at_once(lab, pipe):
    ours, theirs = pipe
    reply, goodbye = lab.probe(), lab.probe()
    ours.close()

    pong(theirs, reply, goodbye)

    assert goodbye.count == 1, f"pong must say goodbye once, not {goodbye.count} times"
    assert reply.count == 0, "reply was called although there was no message"
