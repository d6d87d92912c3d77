"""How long somebody waits for a frame, and how."""

import time

import pytest
from pipe_frames import receive_all, receive_into


@pytest.fixture
def pipe(lab):
    return lab.remote("multiprocessing").Pipe()


@pytest.fixture(params=["receive_all", "receive_into"])
def receive(request, lab, pipe):
    """Receives from the pipe for some seconds, by one of the two functions."""
    if request.param == "receive_all":
        return lambda seconds: receive_all(pipe[1], 4, seconds)
    buffer = lab.remote("builtins").bytearray(4)
    return lambda seconds: receive_into(pipe[1], buffer, seconds)


@pytest.mark.hint("How long to wait is said by `seconds`, and by nothing else.")
def test_waits_as_long_as_it_is_told(receive):
    begin = time.monotonic()
    with pytest.raises(TimeoutError):
        receive(1.1)
    waited = time.monotonic() - begin

    assert waited > 1.05, "TimeoutError came before the seconds were over"


@pytest.mark.hint("0 is a number of seconds as well.")
def test_with_no_seconds_nobody_waits(receive):
    begin = time.monotonic()
    for _ in range(10):
        with pytest.raises(TimeoutError):
            receive(0)
        assert time.monotonic() - begin < 4, "with 0 seconds nobody waits at all"


@pytest.mark.hint("One call can wait for a frame and for the end of the time, both at once.")
def test_nobody_polls(lab, receive, monkeypatch):
    connection, naps = lab.remote("multiprocessing.connection"), lab.probe()
    looks = lab.probe(connection.wait)  # `poll` asks it
    monkeypatch.setattr(connection, "wait", looks)
    monkeypatch.setattr(lab.remote("time"), "sleep", naps)

    with pytest.raises(TimeoutError):
        receive(0.5)

    assert naps.count == 0, "who waits for a frame must not sleep"
    assert looks.count < 10, "who waits for a frame must not look again and again if there is one"


@pytest.mark.points(2)
@pytest.mark.limits(wall_seconds=20)
@pytest.mark.hint("The time counts anew for each frame. When does yours begin to count?")
def test_the_time_counts_anew_for_each_frame(lab):
    make_pipe = lab.remote("multiprocessing").Pipe
    for seconds in [0.6, 3]:  # more time where the machine is busy with other things
        (quarry, harbour), (idle, _nobody) = make_pipe(), make_pipe()
        begin, pauses = time.monotonic(), []
        call = lab.start(receive_all, harbour, 4, seconds)
        for frame in [b"1", b"2", b"3", b"4", b"5", b""]:
            idle.poll(seconds / 4)
            since, begin = begin, time.monotonic()
            quarry.send_bytes(frame)
            pauses.append(time.monotonic() - since)  # nobody can have waited for longer
        error = call.exception()
        if max(pauses) < seconds:
            assert not isinstance(error, TimeoutError), (
                "every frame came in time after the one before it, but TimeoutError was raised"
            )
            assert call.result() == b"12345", "every byte must arrive, in order"
            return
