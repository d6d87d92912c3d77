"""Both sides: another process answers, in turn, and ends by itself."""

import pytest
from pipe_ping_pong import ping


@pytest.mark.points(2)
@pytest.mark.hint("pong runs in a process of its own, one for all messages.")
def test_another_process_answers(lab):
    reply, goodbye = lab.probe(lambda message: -message), lab.probe()

    answers = ping(list(range(20)), reply, goodbye)

    assert answers == [-message for message in range(20)], "each message must be answered, in order"
    assert len(reply.pids) == 1, f"one process must answer, but {len(reply.pids)} did"
    assert lab.pid not in reply.pids, "another process must answer, not the one that asks"
    assert goodbye.pids == reply.pids, "the process that answered must say goodbye"


@pytest.mark.points(3)
@pytest.mark.hint(
    "The answer to one message comes before the next message is sent, and pong says goodbye only"
    " when ping has hung up."
)
def test_to_and_fro(lab):
    reply, goodbye = lab.gate(lambda message: message.upper()), lab.gate()
    call = lab.start(ping, ["fog?", "wind?"], reply, goodbye)

    for expected in ["fog?", "wind?"]:
        lab.settle()
        assert reply.inside == 1, f"one message must be at work, but {reply.inside} were"
        assert reply.calls[-1].args == (expected,), "messages must come in order"
        assert goodbye.count == 0, "pong said goodbye while a message was not answered yet"
        reply.release()

    lab.settle()
    assert goodbye.inside == 1, "when all is answered, ping must hang up and pong say goodbye"
    early = call.result() if call.done else None  # what it raised shows as itself
    assert early is None, "ping returned although the other process had not ended yet"
    goodbye.open()
    assert call.result() == ["FOG?", "WIND?"], "each message must be answered, in order"
    left = lab.alive()
    assert goodbye.pids.isdisjoint(left), "ping returned, but the other process has not ended"


@pytest.mark.points(2)
@pytest.mark.hint(
    "While the other side thinks about a message, the wire is still. Who of yours sends the next"
    " one, and what does he wait for?"
)
def test_nothing_is_sent_before_the_answer(lab, monkeypatch):
    connection = lab.remote("multiprocessing.connection").Connection
    method, sends = lab.remote("functools").partialmethod, []
    for name in ["send", "send_bytes"]:
        sends.append(lab.probe(getattr(connection, name)))
        monkeypatch.setattr(connection, name, method(sends[-1]))
    reply = lab.gate()
    call = lab.start(ping, list("abcd"), reply, lab.probe())

    sent = []  # by ping, when pong has each of the messages in his hands
    for _ in range(4):
        lab.settle()
        sent.append(sum(call.pid == lab.pid for probe in sends for call in probe.calls))
        reply.release()
    assert call.result() == list("abcd"), "each message must be answered, in order"
    # Who sends in another way than these two is not seen.
    assert sent[-1] == 0 or sent[0] < sent[1] < sent[2] < sent[3], (
        "a message was sent before the one before it had been answered"
    )


@pytest.mark.hint("Nothing to say is no reason to sit at the wire till morning.")
def test_no_messages(lab):
    reply, goodbye = lab.probe(), lab.probe()

    assert ping([], reply, goodbye) == [], "without messages there are no answers"
    assert reply.count == 0, "reply was called although there was no message"
    assert goodbye.count == 1, f"pong must say goodbye once, not {goodbye.count} times"


@pytest.mark.hint("Does any value have a meaning of its own to your two sides?")
def test_any_value_is_a_message(lab):
    values = [None, False, 0, "", "goodbye", [], {"fog": None}]
    goodbye = lab.probe()

    assert ping(values, lambda value: value, goodbye) == values, (
        "each message must be answered, in order"
    )
    assert goodbye.count == 1, f"pong must say goodbye once, not {goodbye.count} times"


@pytest.mark.points(2)
@pytest.mark.hint(
    "A pipe holds some hundred KiB. If you send all messages before you receive the first answer,"
    " who reads those answers?"
)
def test_large_messages(lab):
    messages = [str(number) * 300_000 for number in range(3)]

    answers = ping(messages, lambda message: message[::-1], lab.probe())

    sizes = [(answer[:1], len(answer)) for answer in answers]
    assert sizes == [("0", 300_000), ("1", 300_000), ("2", 300_000)], (
        "each message must be answered whole, in order"
    )
