"""Conversations with the judge: one connection for each thread that talks to it.

A connection carries one conversation at a time, and it is re-entrant: while a thread waits for the
judge's answer to a callback, the judge may call back into that thread. Requests are
`{"do":verb,"id":n,…}`, answers `{"re":n,…}`.

The leader's main thread is born with a connection, its *lane*, on which the judge's requests
arrive. A thread or process of the student that calls a function of the test opens one of its own.
"""

from __future__ import annotations

import os
import socket
import threading
import weakref
from collections.abc import Callable
from typing import Any

from ..wire import frames

Serve = Callable[["Channel", dict[str, Any]], dict[str, Any]]


class JudgeGone(ConnectionError):
    """The judge ended the conversation: the case is over."""


class Channel:
    """One connection to the judge, used by one thread at a time."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock = sock
        self.described: set[int] = set()
        """Classes that this connection has told the judge about, by id."""
        self._next = 0

    def close(self) -> None:
        """Hang up."""
        try:
            self.sock.close()
        except OSError:
            pass

    def __del__(self) -> None:
        self.close()

    def receive(self) -> dict[str, Any]:
        """Wait for the next message. Raises JudgeGone at the end."""
        try:
            message = frames.parse(frames.receive_payload(self.sock))
        except (EOFError, OSError) as error:
            raise JudgeGone(str(error)) from None
        if not isinstance(message, dict):
            raise JudgeGone("the judge sent no object")
        return message

    def send(self, message: dict[str, Any]) -> None:
        """Send one message. Raises BadFrame where it is too large, JudgeGone at the end."""
        payload = frames.dump(message)
        if len(payload) > frames.MAX_SESSION_PAYLOAD:
            raise frames.BadFrame(f"{len(payload)} bytes of data")
        try:
            frames.send_payload(self.sock, payload)
        except OSError as error:
            raise JudgeGone(str(error)) from None

    def ask(self, message: dict[str, Any], serve: Serve) -> dict[str, Any]:
        """Send a request and wait for its answer, serving the judge's requests meanwhile."""
        self._next += 1
        number = self._next
        self.send({**message, "id": number})
        while True:
            answer = self.receive()
            if "do" in answer:
                self.send(serve(self, answer))
            elif answer.get("re") == number:
                return answer


class Channels:
    """Give each thread of each process of the session its channel."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._local = threading.local()
        # A thread's connection ends with it: a program may have thousands, one after another.
        self._all: weakref.WeakSet[Channel] = weakref.WeakSet()
        os.register_at_fork(after_in_child=self._forget)

    def adopt(self, channel: Channel) -> None:
        """Make a connection the calling thread's own."""
        self._local.channel = channel
        self._all.add(channel)

    def mine(self) -> Channel:
        """Return the calling thread's channel, opening one where it has none."""
        channel: Channel | None = getattr(self._local, "channel", None)
        if channel is None:
            channel = self.open()
            self.adopt(channel)
        return channel

    def open(self) -> Channel:
        """Open a connection to the agent."""
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        sock.connect(self._address)
        return Channel(sock)

    def _forget(self) -> None:
        # A forked child must not speak on its parent's connections, nor hold them open.
        for channel in list(self._all):
            channel.close()
        self._all = weakref.WeakSet()
        self._local = threading.local()
