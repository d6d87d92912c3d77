"""What a session says and prints, passed on to the judge, counted and bounded; and back."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from ..wire import frames
from . import cgroup
from .connections import MAX_LAST_READS, Connection, tell_senders
from .watching import Turns, Watch
from .words import _


class Home(Protocol):
    """What a case needs of the agent that holds it."""

    box: str
    program: str
    address: str
    base_uid: int | None
    memory: cgroup.Memory

    def watch(self, source: Any, handler: Callable[[], None]) -> None:
        """Call `handler` whenever the source can be read."""

    def unwatch(self, source: Any) -> None:
        """Stop watching a source."""

    def watch_writing(self, source: Any, handler: Callable[[], None] | None) -> None:
        """Call `handler` whenever a watched source can be written to; None ends that."""

    def tell(self, **event: object) -> None:
        """Send the judge an event."""

    def pass_on(self, kind: int, payload: bytes, session: int = 0, connection: int = 0) -> None:
        """Send the judge a frame."""

    def fresh_connection(self) -> int:
        """Return a number that no connection has had."""

    def forget(self, number: int) -> None:
        """Drop a case that has ended."""


VIOLATION = "violation: "
"""How a reason to stop begins that tells of a breach of the rules; the judge knows it."""
MAX_KEPT_BYTES = 2 * frames.MAX_PAYLOAD
"""What may be kept for a session that reads nothing or sends only halves of messages."""
SPARE_CONNECTIONS = 32
"""How many connections a session may have beyond one for each process and thread."""


class Owner(Protocol):
    """What a relay needs of the case that it belongs to."""

    agent: Home
    number: int
    limits: dict[str, Any]
    watch: Watch
    leader_pid: int | None
    over: str | None
    """Which limit the session has gone over, if any."""

    def stop(self, reason: str) -> None:
        """Kill the leader, because the session went over a limit."""


class Relay:
    """Hold one session's connections and what its processes print."""

    def __init__(self, case: Owner) -> None:
        self._case = case
        self._agent = case.agent
        self._connections: dict[int, Connection] = {}
        self._outputs: dict[int, int] = {}
        self._printed = 0

    def open(self, lane: socket.socket, out: int, err: int) -> None:
        """Take in the session's first connection and what it prints."""
        number = self._agent.fresh_connection()
        tell_senders(lane)
        self._add(Connection(number, lane, 0))
        self._agent.tell(op="lane", session=self._case.number, connection=number)
        for fd, kind in ((out, frames.STDOUT), (err, frames.STDERR)):
            os.set_blocking(fd, False)
            self._outputs[fd] = kind
            self._agent.watch(fd, partial(self._drain, fd))

    def read_last_words(self) -> None:
        """Pass on what a dead process still said and printed."""
        for connection in list(self._connections.values()):
            self._pump(connection)
        self._drain_all()

    def close(self) -> None:
        """Pass on what was printed, and let go of everything."""
        self._drain_all()
        for connection in list(self._connections.values()):
            self._drop(connection)
        for fd in self._outputs:
            self._agent.unwatch(fd)
            os.close(fd)

    def turns(self) -> list[Turns]:
        """Return the turns of all connections that are open."""
        return [connection.turns for connection in self._connections.values()]

    def connect(self, sock: socket.socket, number: int, pid: int, *, leader: bool) -> None:
        """Take in a connection that a process of the session opened."""
        if len(self._connections) >= self._case.limits["processes"] + SPARE_CONNECTIONS:
            sock.close()
            self._case.stop(VIOLATION + _("it opened more connections than it may have threads"))
            return
        self._add(Connection(number, sock, pid))
        self._agent.tell(
            op="connected",
            session=self._case.number,
            connection=number,
            pid=pid,
            leader=leader,
        )

    def _add(self, connection: Connection) -> None:
        self._connections[connection.number] = connection
        self._agent.watch(connection.socket, lambda: self._from_session(connection))

    def _drop(self, connection: Connection) -> bool:
        if self._connections.pop(connection.number, None) is None:
            return False
        self._agent.unwatch(connection.socket)
        connection.socket.close()
        return True

    def to_session(self, number: int, payload: bytes) -> None:
        """Pass a message of the judge on."""
        connection = self._connections.get(number)
        if connection is not None:
            connection.turns.judge_said(payload)
            self._case.watch.judge_said()
            self._write(connection, lambda: connection.send(payload))

    def _write(self, connection: Connection, send: Callable[[], None]) -> None:
        try:
            send()
        except OSError:
            self._hang_up(connection)
            return
        more = partial(self._write, connection, connection.push) if connection.unsent else None
        self._agent.watch_writing(connection.socket, more)
        self._bound()

    def _from_session(self, connection: Connection) -> None:
        data = connection.read()
        if data:
            self._relay(connection, data)
        elif data is not None:
            self._hang_up(connection)

    def _pump(self, connection: Connection) -> None:
        """Pass on what a dead process still said."""
        for _read in range(MAX_LAST_READS):
            data = connection.read()
            if not data:
                return
            self._relay(connection, data)

    def _relay(self, connection: Connection, data: bytes) -> None:
        if connection.sender != (connection.pid or self._case.leader_pid or connection.sender):
            # Whose call it is the judge knows by who has opened the connection.
            self._case.stop(VIOLATION + _("a process of it spoke on the connection of another"))
            self._hang_up(connection)
            return
        try:
            for payload in connection.reader.feed(data):
                connection.turns.session_said(payload)
                self._case.watch.session_said(payload)
                self._drain_all()
                if self._case.over is None:  # What is over a limit has nothing more to say.
                    self._agent.pass_on(frames.RPC, payload, self._case.number, connection.number)
        except frames.BadFrame as error:
            self._case.stop(f"{VIOLATION}{error}")
            self._hang_up(connection)
        self._bound()

    def _bound(self) -> None:
        if sum(connection.kept_bytes for connection in self._connections.values()) > MAX_KEPT_BYTES:
            self._case.stop(
                VIOLATION + _("it did not read what it was sent, or sent no whole messages")
            )
            for connection in list(self._connections.values()):
                self._hang_up(connection)

    def _hang_up(self, connection: Connection) -> None:
        if self._drop(connection):
            self._agent.tell(
                op="disconnected", session=self._case.number, connection=connection.number
            )

    def _drain_all(self) -> None:
        for fd in self._outputs:
            self._drain(fd)

    def _drain(self, fd: int) -> None:
        try:
            while data := os.read(fd, 1 << 16):
                self._printed += len(data)
                room = self._case.limits["output_bytes"] - (self._printed - len(data))
                if room > 0:
                    self._agent.pass_on(self._outputs[fd], data[:room], self._case.number)
                if self._printed > self._case.limits["output_bytes"]:
                    self._case.stop("output")
                    return
            self._agent.unwatch(fd)
        except BlockingIOError:
            pass
