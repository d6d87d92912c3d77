"""Frames: the only thing that crosses the border between the judge and a box.

Between the judge and the agent a frame is a 13-byte header and a payload::

    length u32 | kind u8 | session u32 | connection u32 | payload (length bytes), big-endian

Between the agent and a process of a session it is `length u32 | payload`. Payloads are JSON, but
for what a program prints, which is bytes. Lengths are checked before a byte of the payload is read.
"""

from __future__ import annotations

import json
import os
import re
import socket
import struct
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Any, NamedTuple

HEADER = struct.Struct(">IBII")
LENGTH = struct.Struct(">I")

CONTROL = 0
"""JSON between the judge and the agent."""
RPC = 1
"""JSON between the judge and one connection of a session; the agent passes it on unread."""
STDOUT = 2
STDERR = 3

MAX_PAYLOAD = 16 * 1024 * 1024
MAX_SESSION_PAYLOAD = 8 * 1024 * 1024
MAX_DEPTH = 500
"""Of brackets: a level of data needs up to four, as in `{"ddict":[null,[[key,value]]]}`."""
MAX_NODES = 1_500_000


class BadFrame(ValueError):
    """The bytes break the rules of this module."""


class Frame(NamedTuple):
    """One message between the judge and the agent."""

    kind: int
    session: int
    connection: int
    payload: bytes


def pack(kind: int, payload: bytes, *, session: int = 0, connection: int = 0) -> bytes:
    """Return the bytes of one frame between judge and agent."""
    if len(payload) > MAX_PAYLOAD:
        raise BadFrame(f"a frame of {len(payload)} bytes; at most {MAX_PAYLOAD} are allowed")
    return HEADER.pack(len(payload), kind, session, connection) + payload


def dump(node: object) -> bytes:
    """Return a JSON payload; pure ASCII, so that lone surrogates survive."""
    return json.dumps(node, separators=(",", ":"), allow_nan=False).encode("ascii")


# Possessive, and content without the closing quote: no text makes it go back over what it has read.
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_STEP = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}


def parse(payload: bytes) -> Any:
    """Parse a JSON payload whose depth and number of nodes were bounded before parsing.

    Raises:
        BadFrame: it is not ASCII, not JSON, too deep, too many nodes, or repeats a key.
    """
    if payload.count(b",") + payload.count(b"[") + payload.count(b"{") > MAX_NODES:
        _refuse_many(payload)
    if payload.count(b"[") + payload.count(b"{") > MAX_DEPTH:
        brackets = _STRING.sub(b"", payload).translate(None, _NOT_BRACKETS)
        if max(accumulate(map(_STEP.__getitem__, brackets)), default=0) > MAX_DEPTH:
            raise BadFrame(f"data nested deeper than {MAX_DEPTH} levels")
    try:
        # Left to itself, json would guess UTF-16, of which the counts above know nothing.
        text = payload.decode("ascii")
        return json.loads(
            text, parse_constant=_refuse_constant, object_pairs_hook=_refuse_duplicates
        )
    except (ValueError, RecursionError) as error:
        raise BadFrame(f"not JSON: {str(error)[:100]}") from None


def _refuse_many(payload: bytes) -> None:
    bare = _STRING.sub(b"", payload)
    if bare.count(b",") + bare.count(b"[") + bare.count(b"{") > MAX_NODES:
        raise BadFrame(f"more than {MAX_NODES} values in one message")


def _refuse_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    node = dict(pairs)
    if len(node) != len(pairs):
        raise ValueError("an object that repeats a key")
    return node


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


class FrameReader:
    """Cut a stream of judge-agent bytes into frames; `limit` bounds a payload, in bytes."""

    def __init__(self, limit: int = MAX_PAYLOAD) -> None:
        self._limit = limit
        self._buffer = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Yield the frames that are whole now. Raises BadFrame on a length over the limit."""
        self._buffer += data
        while len(self._buffer) >= HEADER.size:
            length, kind, session, connection = HEADER.unpack_from(self._buffer)
            if length > self._limit or kind > STDERR:
                raise BadFrame(f"a frame of {length} bytes of kind {kind}")
            if len(self._buffer) < HEADER.size + length:
                return
            payload = bytes(self._buffer[HEADER.size : HEADER.size + length])
            del self._buffer[: HEADER.size + length]
            yield Frame(kind, session, connection, payload)


class PayloadReader:
    """Cut a stream of agent-session bytes into payloads."""

    def __init__(self, limit: int = MAX_SESSION_PAYLOAD) -> None:
        self._limit = limit
        self._buffer = bytearray()

    @property
    def kept_bytes(self) -> int:
        """Return how much of an unfinished payload is kept, in bytes."""
        return len(self._buffer)

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield the payloads that are whole now. Raises BadFrame on a length over the limit."""
        self._buffer += data
        while len(self._buffer) >= LENGTH.size:
            (length,) = LENGTH.unpack_from(self._buffer)
            if length > self._limit:
                raise BadFrame(f"a message of {length} bytes; at most {self._limit} are allowed")
            if len(self._buffer) < LENGTH.size + length:
                return
            payload = bytes(self._buffer[LENGTH.size : LENGTH.size + length])
            del self._buffer[: LENGTH.size + length]
            yield payload


class Demultiplexer:
    """Undo Docker's attach framing: `stream u8 | 0 0 0 | length u32 | data`, stream 1 is stdout.

    Source: Docker Engine API, "Attach to a container", stream format.
    """

    def __init__(self, other: Callable[[bytes], None] | None = None) -> None:
        self._other = other
        self._header = bytearray()
        self._left = 0
        self._stream = 0

    def feed(self, data: bytes) -> bytes:
        """Return the bytes of stdout in `data`; those of stderr go to `other`."""
        out = bytearray()
        view = memoryview(data)
        while view:
            if not self._left:
                take = 8 - len(self._header)
                self._header += view[:take]
                view = view[take:]
                if len(self._header) < 8:
                    break
                self._stream = self._header[0]
                (self._left,) = LENGTH.unpack_from(self._header, 4)
                self._header.clear()
                continue
            piece = view[: self._left]
            view = view[len(piece) :]
            self._left -= len(piece)
            if self._stream == 1:
                out += piece
            elif self._other is not None:
                self._other(bytes(piece))
        return bytes(out)


def read_exactly(fd: int, count: int) -> bytes:
    """Read `count` bytes from a descriptor. Raises EOFError when it ends before."""
    parts = []
    while count:
        part = os.read(fd, min(count, 1 << 20))
        if not part:
            raise EOFError("the stream ended in the middle of a message")
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def receive_payload(sock: socket.socket, limit: int = MAX_PAYLOAD) -> bytes:
    """Read one agent-session payload. Raises EOFError at the end, BadFrame over the limit."""
    (length,) = LENGTH.unpack(read_exactly(sock.fileno(), LENGTH.size))
    if length > limit:
        raise BadFrame(f"a message of {length} bytes; at most {limit} are allowed")
    return read_exactly(sock.fileno(), length)


def send_payload(sock: socket.socket, payload: bytes) -> None:
    """Write one agent-session payload."""
    sock.sendall(LENGTH.pack(len(payload)) + payload)
