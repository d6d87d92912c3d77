"""What goes into a frame, and what becomes of one that is too long."""

import pytest
from pipe_frames import receive_all, receive_into, send_all


@pytest.fixture
def pipe(lab):
    return lab.remote("multiprocessing").Pipe()


@pytest.fixture
def make_buffer(lab):
    return lambda content: lab.remote("builtins").bytearray(content)


@pytest.mark.points(1)
@pytest.mark.hint("How many bytes has the last frame? And how many frames has nothing at all?")
@pytest.mark.parametrize(
    ("data", "frames"),
    [
        (b"abcdefghij", [b"abcd", b"efgh", b"ij"]),
        (b"abcdefgh", [b"abcd", b"efgh"]),
        (b"abc", [b"abc"]),
        (b"", []),
    ],
)
def test_frames_of_four_bytes(pipe, data, frames):
    quarry, harbour = pipe

    assert send_all(quarry, data, 4) == len(frames), (
        f"the number of frames for {len(data)} bytes is {len(frames)}"
    )
    sent = [harbour.recv_bytes() for _ in range(len(frames) + 1) if harbour.poll(0)]
    assert sent == [*frames, b""], "full frames, then what is left, then the empty one"
    assert not harbour.poll(0), "after the empty frame nothing may be sent"


@pytest.mark.points(2)
@pytest.mark.hint("The rail is full before all has been sent. Does one send while the other takes?")
def test_more_than_the_pipe_holds(lab, pipe):
    quarry, harbour = pipe
    data = bytes(range(256)) * 4000
    sending = lab.start(send_all, quarry, data, 100_000)

    assert receive_all(harbour, 100_000, 30) == data, "every byte must arrive, in order"
    assert sending.result() == 11, "1,024,000 bytes make 10 full frames and one that is not"


@pytest.mark.points(3)
@pytest.mark.hint("After a frame that is too long the rail is in disorder. What is left to do?")
def test_too_long_a_frame_is_refused(pipe):
    quarry, harbour = pipe
    for frame in [b"1234", b"12345", b"6", b""]:
        quarry.send_bytes(frame)

    with pytest.raises(ValueError):
        receive_all(harbour, 4, 1)
    assert harbour.closed, "after a frame that is too long the connection must be closed"


@pytest.mark.points(2)
@pytest.mark.hint("Who waits for a frame does not wait for ever. And who hangs up is not late.")
@pytest.mark.parametrize("seconds", [0, 0.05])
def test_nobody_sends_or_hangs_up(pipe, make_buffer, seconds):
    quarry, harbour = pipe
    quarry.send_bytes(b"half of it")
    for _ in range(2):
        with pytest.raises(TimeoutError):
            receive_all(harbour, 10, seconds)
    with pytest.raises(TimeoutError):
        receive_into(harbour, make_buffer(4), seconds)

    quarry.send_bytes(b"all of it")
    quarry.send_bytes(b"")
    assert receive_all(harbour, 10, seconds) == b"all of it", "a time-out must not close anything"
    quarry.send_bytes(b"and now")
    quarry.close()
    with pytest.raises(EOFError):
        receive_all(harbour, 10, seconds)
    with pytest.raises(EOFError):
        receive_into(harbour, make_buffer(4), seconds)


@pytest.mark.hint("The buffer is yours already: only the frame's own bytes in it may change.")
@pytest.mark.parametrize("frame", [b"", b"ab", b"abcdef"])
def test_into_a_buffer(lab, pipe, make_buffer, frame):
    quarry, harbour = pipe
    buffer = make_buffer(b"------")
    quarry.send_bytes(frame)

    assert receive_into(harbour, buffer, 1) == len(frame), "the length of the frame is returned"
    content = lab.remote("builtins").bytes(buffer)
    assert content == frame + b"------"[len(frame) :], (
        "the frame must be at the beginning of the buffer, and the rest as it was"
    )


@pytest.mark.points(3)
@pytest.mark.hint("Too long a frame has been taken out of the pipe. Who reports it, and how?")
def test_too_long_for_the_buffer(lab, pipe, make_buffer):
    quarry, harbour = pipe
    buffer = make_buffer(b"---")
    quarry.send_bytes(b"abcd")
    quarry.send_bytes(b"xyz")

    with pytest.raises(ValueError):
        receive_into(harbour, buffer, 1)
    content = lab.remote("builtins").bytes(buffer)
    assert content == b"---", "a frame that is too long must leave the buffer as it was"
    assert receive_into(harbour, buffer, 1) == 3, "the frame after it must be received"
    assert lab.remote("builtins").bytes(buffer) == b"xyz", "the frame after it must be received"
