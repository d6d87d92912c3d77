"""Boxes for tests of the judge: the program's functions are Python functions of this process.

    driver = FakeDriver({"adder": {"add": lambda a, b: a + b, "LIMIT": 3}})

The peer at the other end of a box's stream speaks the whole wire: sessions, calls by copy-restore,
callbacks from the calling thread and from others, exceptions, objects, prints, settling. It starts
no process and isolates nothing. What it cannot see is a thread that waits: `blocked` tells it.
Program functions print with `say` and end their program with `raise Exit(code)`. To misbehave on
the wire, give the driver a `tamper`: it turns each frame into the bytes that are really sent.
"""

from __future__ import annotations

import itertools
import os
import platform
import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from grader.model import Limits
from grader.sandbox.base import Fate
from grader.sandbox.fakeprogram import Programs
from grader.sandbox.fakesession import Exit, Session, blocked, say, start_thread
from grader.wire import frames
from grader.wire.frames import Frame

Tamper = Callable[[Frame], bytes]
"""Return what to send in place of a frame; raise ConnectionError to hang up."""

_box_numbers = itertools.count(1)


def send_as_is(frame: Frame) -> bytes:
    """Return a frame's bytes, untampered."""
    return frames.pack(
        frame.kind, frame.payload, session=frame.session, connection=frame.connection
    )


class FakeDriver:
    """Open boxes that run the given programs, whatever files a submission has."""

    name = "fake"

    def __init__(self, programs: Programs, *, tamper: Tamper = send_as_is) -> None:
        self._programs = programs
        self._tamper = tamper

    def gaps(self) -> tuple[str, ...]:
        """Say that nothing at all is isolated."""
        return ("the program runs within the grader itself: only for tests of the grader",)

    def prepare(self) -> None:
        """Do nothing: nothing is needed."""

    def fingerprint(self) -> str:
        """Return the name: whoever makes a fake knows what is in it."""
        return self.name

    def open(self, limits: Limits, *, slot: int = 0) -> FakeBox:
        """Start a peer in a thread of this process."""
        return FakeBox(self._programs, self._tamper)


class FakeBox:
    """One peer, joined to the judge by a socket pair."""

    multiplexed = False
    base_uid: int | None = None

    def __init__(self, programs: Programs, tamper: Tamper) -> None:
        self.name = f"fake-{os.getpid()}-{next(_box_numbers)}"
        self.stream, theirs = socket.socketpair()
        self.agent = Agent(theirs, programs, tamper)
        self._closed = False

    def fate(self) -> Fate:
        """Say that it ended well, if it has ended."""
        return Fate(exit_code=0 if self.agent.ended.is_set() else None, out_of_memory=False)

    def close(self) -> None:
        """Hang up and wait until the peer has ended its sessions."""
        if not self._closed:
            self._closed = True
            with suppress(OSError):
                self.stream.shutdown(socket.SHUT_RDWR)
            self.stream.close()
            self.agent.ended.wait()


class Agent:
    """Play the agent: take the judge's frames, hold the sessions, send what they say."""

    def __init__(self, stream: socket.socket, programs: Programs, tamper: Tamper) -> None:
        self.programs = programs
        self.ended = threading.Event()
        self.numbers = itertools.count(1)
        self._stream = stream
        self._tamper = tamper
        self._sessions: dict[int, Session] = {}
        self._sending = threading.Lock()
        threading.Thread(target=self._run, name="fake-agent", daemon=True).start()

    def send(self, kind: int, payload: bytes, session: int = 0, connection: int = 0) -> None:
        """Send a frame, or what the tamperer makes of it."""
        with self._sending:
            try:
                self._stream.sendall(self._tamper(Frame(kind, session, connection, payload)))
            except OSError:  # the judge is gone, or is to think that we are
                with suppress(OSError):
                    self._stream.shutdown(socket.SHUT_RDWR)

    def tell(self, **event: object) -> None:
        """Send an event."""
        self.send(frames.CONTROL, frames.dump(event))

    def _run(self) -> None:
        try:
            bundle = int.from_bytes(frames.read_exactly(self._stream.fileno(), 8), "big")
            frames.read_exactly(self._stream.fileno(), bundle)
            reader = frames.FrameReader()
            while data := self._stream.recv(1 << 18):
                for frame in reader.feed(data):
                    self._take(frame)
        except (OSError, EOFError):
            pass
        finally:
            for session in self._sessions.values():
                session.hang_up()
            self._stream.close()
            self.ended.set()

    def _take(self, frame: Frame) -> None:
        if frame.kind == frames.RPC:
            session = self._sessions.get(frame.session)
            if session is not None:
                session.deliver(frame.connection, frames.parse(frame.payload))
            return
        request = frames.parse(frame.payload)
        number = request.get("session", 0)
        match request["op"]:
            case "hello":
                self.tell(op="ready", python=platform.python_version(), pid=os.getpid())
            case "open":
                self._sessions[number] = Session(self, number)
            case "end":
                self._sessions.pop(number).end()
            case "settle":
                self._sessions[number].settle(request["id"])
            case "explain":
                self.tell(op="explained", session=number, id=request["id"], explanation=None)
            case "left":
                self.tell(op="left", session=number, id=request["id"], left=[])
            case "processes":
                self._sessions[number].tell_processes(request["id"])


__all__ = [
    "Exit", "FakeBox", "FakeDriver", "Programs", "Tamper", "blocked", "say", "send_as_is",
    "start_thread",
]  # fmt: skip
