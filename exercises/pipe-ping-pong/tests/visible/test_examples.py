"""The examples of the statement: a student has these."""

from pipe_ping_pong import ping, pong


def test_ping(lab):
    goodbye = lab.probe()

    answers = ping(["fog?", "wind?"], lambda message: message.upper(), goodbye)

    assert answers == ["FOG?", "WIND?"], "each message must be answered, in order"
    assert goodbye.count == 1, f"pong must say goodbye once, not {goodbye.count} times"


def test_pong(lab):
    ours, theirs = lab.remote("multiprocessing").Pipe()
    goodbye = lab.probe()
    call = lab.start(pong, theirs, lambda message: message.upper(), goodbye)

    ours.send("fog?")
    assert ours.recv() == "FOG?", "a message must be answered by what reply gives"
    ours.close()
    call.result()
    assert goodbye.count == 1, f"pong must say goodbye once, not {goodbye.count} times"
