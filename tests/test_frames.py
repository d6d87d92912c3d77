"""Frames: cut anywhere they come out whole, and what breaks the rules is a BadFrame."""

from __future__ import annotations

import itertools
import json
import socket
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.wire import frames
from grader.wire.frames import BadFrame, Demultiplexer, Frame, FrameReader, PayloadReader

numbers = st.integers(0, 2**32 - 1)
some_frames = st.lists(
    st.builds(Frame, st.integers(0, frames.STDERR), numbers, numbers, st.binary(max_size=60)),
    max_size=6,
)
cuts = st.lists(st.integers(0, 400), max_size=12)


def pieces(data: bytes, places: list[int]) -> Iterator[bytes]:
    """Cut the data at the places."""
    edges = [0, *sorted(min(place, len(data)) for place in places), len(data)]
    return (data[start:end] for start, end in itertools.pairwise(edges))


def packed(frame: Frame) -> bytes:
    return frames.pack(
        frame.kind, frame.payload, session=frame.session, connection=frame.connection
    )


@given(some_frames, cuts)
def test_frames_cut_anywhere_come_out_whole(sent: list[Frame], places: list[int]) -> None:
    reader = FrameReader()
    data = b"".join(map(packed, sent))
    assert [frame for piece in pieces(data, places) for frame in reader.feed(piece)] == sent


@given(st.lists(st.binary(max_size=60), max_size=6), cuts)
def test_payloads_cut_anywhere_come_out_whole(sent: list[bytes], places: list[int]) -> None:
    reader = PayloadReader()
    data = b"".join(frames.LENGTH.pack(len(payload)) + payload for payload in sent)
    assert [payload for piece in pieces(data, places) for payload in reader.feed(piece)] == sent


@given(st.lists(st.tuples(st.integers(0, 2), st.binary(max_size=60)), max_size=6), cuts)
def test_dockers_streams_cut_anywhere_are_told_apart(
    sent: list[tuple[int, bytes]], places: list[int]
) -> None:
    other: list[bytes] = []
    demultiplexer = Demultiplexer(other.append)
    data = b"".join(
        bytes([stream, 0, 0, 0]) + frames.LENGTH.pack(len(part)) + part for stream, part in sent
    )
    out = b"".join(demultiplexer.feed(piece) for piece in pieces(data, places))
    assert out == b"".join(part for stream, part in sent if stream == 1)
    assert b"".join(other) == b"".join(part for stream, part in sent if stream != 1)


@given(st.binary(max_size=80), cuts)
def test_any_bytes_are_frames_or_a_bad_frame(data: bytes, places: list[int]) -> None:
    reader = FrameReader(limit=100)
    try:
        for piece in pieces(data, places):
            for frame in reader.feed(piece):
                assert len(frame.payload) <= 100
    except BadFrame:
        pass


def test_a_length_over_the_limit_is_refused_before_its_payload_has_come() -> None:
    header = frames.HEADER.pack(frames.MAX_PAYLOAD + 1, frames.RPC, 1, 1)
    with pytest.raises(BadFrame, match="16777217 bytes"):
        list(FrameReader().feed(header))
    with pytest.raises(BadFrame, match="101 bytes"):
        list(PayloadReader(limit=100).feed(frames.LENGTH.pack(101)))
    with pytest.raises(BadFrame):
        frames.pack(frames.RPC, bytes(frames.MAX_PAYLOAD + 1))


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(BadFrame, match="of kind 4"):
        list(FrameReader().feed(frames.HEADER.pack(0, frames.STDERR + 1, 1, 1)))


def test_what_came_before_a_bad_frame_is_not_lost() -> None:
    good = Frame(frames.STDOUT, 1, 0, b"hello")
    fed = FrameReader().feed(packed(good) + frames.HEADER.pack(0, 255, 1, 1))
    assert next(fed) == good
    with pytest.raises(BadFrame):
        next(fed)


# -- payloads over a socket -----------------------------------------------------------------------


@pytest.fixture
def ends() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_a_large_payload_goes_over_a_socket(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    payload = bytes(range(256)) * 20_000
    sender = threading.Thread(target=frames.send_payload, args=(theirs, payload))
    sender.start()
    assert frames.receive_payload(ours) == payload
    sender.join()


@pytest.mark.parametrize("sent", [b"", b"\0\0", b"\0\0\0\5abc"])
def test_a_stream_that_ends_within_a_payload(
    ends: tuple[socket.socket, socket.socket], sent: bytes
) -> None:
    ours, theirs = ends
    theirs.sendall(sent)
    theirs.close()
    with pytest.raises(EOFError):
        frames.receive_payload(ours)


def test_a_payload_over_the_limit_is_not_read(ends: tuple[socket.socket, socket.socket]) -> None:
    ours, theirs = ends
    theirs.sendall(frames.LENGTH.pack(11) + b"x")
    with pytest.raises(BadFrame, match="11 bytes"):
        frames.receive_payload(ours, limit=10)
    assert ours.recv(10) == b"x"


# -- JSON -----------------------------------------------------------------------------------------

any_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=())),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)  # fmt: skip


@given(any_json)
def test_json_arrives_as_it_was_sent(node: Any) -> None:
    assert frames.parse(frames.dump(node)) == node


@given(st.binary(max_size=200) | st.text('[]{}",:\\1eNaInfity ').map(str.encode))
def test_any_bytes_are_json_or_a_bad_frame(payload: bytes) -> None:
    try:
        frames.parse(payload)
    except BadFrame:
        pass


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"{", b"nope", b"NaN", b"[Infinity]", b'{"a":-Infinity}', b"1 2", b'"\xff"',
        b"\xef\xbb\xbf[]", "[1]".encode("utf-16"), "[1]".encode("utf-32-le"),
        b'{"a":1,"a":1}', b'[{"re":1,"do":"x","re":2}]', b"9" * 5000,
    ],
)  # fmt: skip
def test_malformed_json(payload: bytes) -> None:
    with pytest.raises(BadFrame):
        frames.parse(payload)


@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
def test_depth_is_bounded_before_parsing(brackets: tuple[bytes, bytes]) -> None:
    opening, closing = brackets
    depth = frames.MAX_DEPTH
    assert frames.parse(opening * depth + b"1" + closing * depth)
    with pytest.raises(BadFrame, match="deeper than 500"):
        frames.parse(opening * (depth + 1) + b"1" + closing * (depth + 1))


def test_brackets_in_strings_and_beside_each_other_are_not_deep() -> None:
    text = "[" * 1000 + '\\"{' * 1000
    node = {text: [text], "beside": [[]] * 1000}
    assert frames.parse(frames.dump(node)) == node


@pytest.mark.parametrize("hidden", [b'"\\"', b'"\\\\"', b'"[\\\\\\"["', b'"\\u0022"', b'"]]]]]]"'])
def test_no_string_hides_depth(hidden: bytes) -> None:
    depth = frames.MAX_DEPTH + 1
    with pytest.raises(BadFrame):
        frames.parse(b"[" + hidden + b"," + b"[" * depth + b"]" * depth + b"]")


def test_the_number_of_nodes_is_bounded_before_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    monkeypatch.setattr(frames, "MAX_NODES", 1000)
    monkeypatch.setattr(frames.json, "loads", lambda text, **_: parsed.append(text))
    for many in (b"[" + b"1," * 1000 + b"1]", b"[" + b"[]," * 500 + b"1]", b"[" * 1001):
        with pytest.raises(BadFrame):
            frames.parse(many)
    assert not parsed
    frames.parse(json.dumps("," * 5000).encode())
    assert parsed


@pytest.mark.timeout(60)
@pytest.mark.parametrize("filler", [b'\\"', b'"', b"\\", b"\\\\", b'"\\'])
def test_no_string_makes_the_bounds_slow(filler: bytes) -> None:
    """A pattern that goes back over what it read would take hours for this."""
    with pytest.raises(BadFrame):
        frames.parse(b"[" * (frames.MAX_DEPTH + 1) + b'"' + filler * 1_000_000)
