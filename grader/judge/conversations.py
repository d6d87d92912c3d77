"""What the test and the program say to each other: requests to it, callbacks from it.

A *lane* is a connection on which the program's side serves our requests. A request takes an idle
lane for as long as it runs. While it runs the program may call functions of the test: from the
thread that serves the lane (handled right here, by the thread that waits) or from any other thread
or process (handled by a thread of ours for each of their connections).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from typing import Any

from grader.judge.connection import Connection, Message
from grader.judge.link import Link
from grader.judge.outcomes import CaseEnded
from grader.judge.reasons import no_lane, too_much_at_a_time
from grader.judge.waiters import waiters
from grader.judge.waiting import Waiting
from grader.model import Limits, Verdict
from grader.wire import frames
from grader.words import _

ASKS = b'{"do":'
"""How a message begins that asks; any other answers."""
Answer = Callable[[Any, Connection, Message], Message]
"""Answers one callback: of a session, on a connection."""

MAX_WAITING_MESSAGES = 16
"""More unread messages on one connection break the protocol: each asks once and then waits."""
MAX_HELD_BYTES = 4 * frames.MAX_SESSION_PAYLOAD
"""What a session's messages may take up here at a time: all that wait or are being answered."""
REASON_SECONDS = 5.0


class Conversations(Waiting):
    """Hold one session's connections, ask on them and answer on them. Thread-safe."""

    def __init__(
        self, link: Link, limits: Limits, answer: Answer, *, scheduled: bool = False
    ) -> None:
        super().__init__(link, limits, scheduled=scheduled)
        self.requests = 0
        """How many requests were sent to the program."""
        self.answers = 0
        """How many requests the program answered."""
        self.dropped: list[list[int]] = []
        """Objects of the program that nobody here holds any more: number, times shown."""
        self._answer = answer
        self._connections: dict[int, Connection] = {}
        self._idle: list[Connection] = []
        self._lanes_coming = 0
        self._lanes_ordered = 0
        self._begun = False
        """Whether the program has served a lane."""
        self._numbers = itertools.count(1)
        self._serving = threading.local()
        self._sent = 0
        """Messages to the program so far."""
        self._held_bytes = 0

    def _wake(self) -> None:
        for connection in list(self._connections.values()):
            connection.inbox.put(None)

    def caller(self) -> Connection | None:
        """Return the conversation whose callback the calling thread answers, if any."""
        return getattr(self._serving, "connection", None)

    def connections(self) -> list[Connection]:
        """Return the conversations that are open."""
        return list(self._connections.values())

    # -- requests and callbacks -------------------------------------------------------------------

    def ask(self, message: Message) -> tuple[Connection, Message]:
        """Send a request on a lane; return the lane and the answer. Raises CaseEnded."""
        nested = self.caller()
        if nested is not None:
            return nested, self._converse(nested, message)
        lane = self._take_lane()
        if message.pop("spare", False):
            self._order_lane(message)
        try:
            answer = self._converse(lane, message)
            if "no_lane" in answer:
                self.end_case(no_lane(self._lanes_ordered, self.limits))
                self._raise_if_over()
            return lane, answer
        finally:
            self._let_go(lane)
            with self.changed:
                if lane.open:
                    self._idle.insert(0, lane)
                    self.changed.notify_all()

    def _take_lane(self) -> Connection:
        with self.changed:
            self.wait_until(lambda: self._idle)
            return self._idle.pop(0)

    def _order_lane(self, message: Message) -> None:
        """Have the program open one more lane before it carries out a request, if none is left."""
        with self.changed:
            if not self._idle and not self._lanes_coming:
                self._lanes_coming = 1
                self._lanes_ordered += 1
                message["spare"] = True

    def _converse(self, connection: Connection, message: Message) -> Message:
        number = next(self._numbers)
        self._raise_if_over()
        if self.dropped:
            dropped, self.dropped = self.dropped, []
            message["drop"] = dropped
        in_callback = self.caller() is connection
        with self.changed:
            connection.resting += in_callback
        self._asked += not in_callback
        self.send(connection, {**message, "id": number})
        with self.changed:
            self._busy -= in_callback
            self.requests += 1
            self.changed.notify_all()
        while True:
            answer = self.receive(connection)
            if answer is None:
                raise self._hung_up(connection)
            if "do" in answer:
                self.serve(connection, answer)
            elif answer.get("re") == number:
                self.answers += 1
                self._answered += not in_callback
                return answer
            else:
                raise self.violation(_("it answered what nobody had asked"))

    def send(self, connection: Connection, message: Message) -> None:
        """Send a message on a connection."""
        payload = frames.dump(message)
        self.link.send(frames.RPC, payload, session=self.number, connection=connection.number)
        with self.changed:
            self._sent += 1

    def receive(self, connection: Connection) -> Message | None:
        """Wait for the connection's next message; None when it was closed. Raises CaseEnded."""
        self._let_go(connection)
        payload = self.wait_for(connection, connection.inbox.get)
        self._raise_if_over()
        if payload is None:
            return None
        connection.held_bytes = len(payload)
        try:
            message = frames.parse(payload)
        except frames.BadFrame as error:
            raise self.violation(str(error)) from None
        if not isinstance(message, dict):
            raise self.violation(_("it sent no message"))
        if ("do" in message) != payload.startswith(ASKS):
            # By its first bytes it was counted as what it is not: who is busy would be wrong.
            raise self.violation(_("it sent a message that is no request and no answer"))
        return message

    def _let_go(self, connection: Connection) -> None:
        """Count what a connection's last message took up as free again."""
        with self.changed:
            self._held_bytes -= connection.held_bytes
            connection.held_bytes = 0

    def _hung_up(self, connection: Connection) -> CaseEnded:
        # A program that ends closes its connections a moment before its death is told.
        with self.changed:
            self.changed.wait_for(lambda: self.ended, REASON_SECONDS)
        if not connection.in_leader:
            self.end_case(CaseEnded(Verdict.RTE, _("A process ended while the test used it.")))
        return self.ended or self.violation(_("a connection to the grader was closed"))

    def serve(self, connection: Connection, request: Message) -> None:
        """Answer one callback; nested requests of this thread go back the same way."""
        with self.changed:
            self.callbacks += 1
        before = self.caller()
        self._serving.connection = connection
        try:
            self.send(connection, self._answer(self, connection, request))
        finally:
            self._serving.connection = before
            with self.changed:
                self._busy -= 1
                self.changed.notify_all()

    def _serve_all(self, connection: Connection) -> None:
        try:
            while (request := self.receive(connection)) is not None:
                self.serve(connection, request)
        except CaseEnded:
            pass
        except Exception as error:
            self.end_case(CaseEnded(Verdict.JE, _("The judge failed: {error}", error=repr(error))))

    # -- what arrives, on the reader's thread ------------------------------------------------------

    def on_message(self, connection: int, payload: bytes) -> None:
        """Take a message of the program."""
        asks = payload.startswith(ASKS)
        target = self._connections.get(connection)
        with self.changed:
            self._received += 1
            if asks:
                self._busy += 1
            elif target is not None and target.resting:
                target.resting -= 1
                self._busy += 1
        if target is None or self.ended is not None:
            return
        if target.in_leader and not target.served and payload == b'{"lane":true}':
            self._add_lane(target)
            return
        if target.inbox.qsize() > MAX_WAITING_MESSAGES:
            self.violation(_("it sent messages without waiting for answers"))
            return
        with self.changed:
            self._held_bytes += len(payload)
        if self._held_bytes > MAX_HELD_BYTES:
            self.end_case(too_much_at_a_time(MAX_HELD_BYTES))
            return
        waiters.delivered(target)
        target.inbox.put(payload)
        if not target.served:
            target.served = True
            threading.Thread(
                target=self._serve_all, args=(target,), name="grader-callback", daemon=True
            ).start()

    def _connect(self, number: int, *, pid: int, in_leader: bool) -> None:
        self._connections[number] = Connection(number, pid=pid, in_leader=in_leader)

    def _add_lane(self, lane: Connection) -> None:
        lane.served = self._begun = True
        with self.changed:
            self._connections[lane.number] = lane
            self._idle.append(lane)
            self._lanes_coming = 0
            self.changed.notify_all()

    def _disconnected(self, number: int) -> None:
        connection = self._connections.pop(number, None)
        if connection is not None:
            connection.open = False
            connection.inbox.put(None)
            with self.changed:
                if connection in self._idle:
                    self._idle.remove(connection)
