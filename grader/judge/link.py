"""The judge's end of the wire: one reader thread, any number of writers.

What arrives is sorted by session and connection into inboxes; whoever waits for something waits at
an inbox. Nothing here interprets what a session sends.
"""

from __future__ import annotations

import base64
import dataclasses
import itertools
import json
import queue
import socket
import threading
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Protocol

from grader.errors import JudgeFault, WireError
from grader.model import Limits
from grader.wire import frames

START_SECONDS = 20.0
"""How long a box may take to answer its first request; it takes a fraction of a second."""


class SilentBox(JudgeFault):
    """The box has not answered its first request in time."""


class Receiver(Protocol):
    """Whoever takes what arrives for one session. Called on the reader thread: must not block."""

    def on_event(self, event: dict[str, Any]) -> None:
        """Take an event of the agent."""

    def on_message(self, connection: int, payload: bytes) -> None:
        """Take a message of the session."""

    def on_print(self, kind: int, data: bytes) -> None:
        """Take what the program printed."""

    def on_lost(self, detail: str) -> None:
        """Learn that the box is gone."""


class Link:
    """Speak with one box."""

    def __init__(self, stream: socket.socket, *, multiplexed: bool, bundle: bytes) -> None:
        self._stream = stream
        self._demultiplexer = frames.Demultiplexer(self._complain) if multiplexed else None
        self._receivers: dict[int, Receiver] = {}
        self._numbers = itertools.count(1)
        self._write = threading.Lock()
        self._own: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._complaints = b""
        self.lost: str | None = None
        self._bundle = bundle
        self.python = ""
        """The minor version of the box's Python: as 3.11; empty until it has said so."""
        self._stream.settimeout(None)
        threading.Thread(target=self._read, name="grader-link", daemon=True).start()

    def hello(
        self,
        files: Mapping[str, bytes],
        limits: Limits,
        base_uid: int | None,
        *,
        timeout_seconds: float,
        words: Mapping[str, str] = MappingProxyType({}),
    ) -> str:
        """Hand over the program and its limits; return the box's Python version.

        `words` are the agent's messages in another language than English.

        Raises:
            SilentBox: when the agent does not answer in time.
            JudgeFault: when it answers that it cannot start.
        """
        request = {
            "op": "hello",
            "files": {path: base64.b64encode(content).decode() for path, content in files.items()},
            "limits": dataclasses.asdict(limits),
            "base_uid": base_uid,
            **({"words": dict(words)} if words else {}),
        }
        # In a thread of its own: a box that takes nothing in must not be waited for, either.
        start = threading.Thread(target=self._start, args=(request,), daemon=True)
        start.start()
        try:
            event = self._own.get(timeout=timeout_seconds)
        except queue.Empty:
            raise SilentBox(f"the box did not answer in {timeout_seconds:g} s") from None
        if event.get("op") != "ready" or "python" not in event:
            raise JudgeFault(f"the box could not start: {event.get('text', event)}")
        version = str(event["python"])
        self.python = ".".join(version.split(".")[:2])
        return version

    def _start(self, request: dict[str, Any]) -> None:
        self._send_bytes(self._bundle)
        self.control(**request)

    def register(self, receiver: Receiver) -> int:
        """Number a new session and send what arrives for it to `receiver`."""
        number = next(self._numbers)
        self._receivers[number] = receiver
        if self.lost is not None:
            receiver.on_lost(self.lost)
        return number

    def release(self, number: int) -> None:
        """Forget a session."""
        self._receivers.pop(number, None)

    def control(self, **request: object) -> None:
        """Send the agent a request."""
        self.send(frames.CONTROL, json.dumps(request).encode())

    def send(self, kind: int, payload: bytes, *, session: int = 0, connection: int = 0) -> None:
        """Send a frame. Never raises: a lost box is told to every session by the reader."""
        self._send_bytes(frames.pack(kind, payload, session=session, connection=connection))

    def close(self) -> None:
        """Hang up; the agent then ends all sessions and itself."""
        for end in (self._stream.shutdown, lambda _: self._stream.close()):
            try:
                end(socket.SHUT_RDWR)
            except OSError:
                pass

    def _send_bytes(self, data: bytes) -> None:
        with self._write:
            try:
                self._stream.sendall(data)
            except OSError:
                pass

    def _complain(self, data: bytes) -> None:
        self._complaints = (self._complaints + data)[-4000:]

    def _read(self) -> None:
        reader = frames.FrameReader()
        detail = "its stream ended"
        try:
            while data := self._stream.recv(1 << 18):
                if self._demultiplexer is not None:
                    data = self._demultiplexer.feed(data)
                for frame in reader.feed(data):
                    self._take(frame)
        except Exception as error:  # Whatever it was: those who wait must not wait for ever.
            detail = f"{type(error).__name__}: {error}"
        if self._complaints:
            detail += f"; it said: {self._complaints.decode('utf-8', 'replace')[-2000:]}"
        self.lost = detail
        self._own.put({"op": "lost", "text": detail})
        for receiver in list(self._receivers.values()):
            receiver.on_lost(detail)

    def _take(self, frame: frames.Frame) -> None:
        if frame.kind == frames.CONTROL:
            event = frames.parse(frame.payload)
            if event.get("op") == "fault":
                raise WireError(f"the agent failed: {event.get('text')}")
            receiver = self._receivers.get(event.get("session", 0))
            if receiver is not None:
                receiver.on_event(event)
            elif "session" not in event:
                self._own.put(event)
            return
        receiver = self._receivers.get(frame.session)
        if receiver is None:
            return
        if frame.kind == frames.RPC:
            receiver.on_message(frame.connection, frame.payload)
        else:
            receiver.on_print(frame.kind, frame.payload)
