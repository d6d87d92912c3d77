"""The agent's side of the watcher: what the judge does, who owes whom an answer, what was asked.

The agent does not interpret messages. To know whose turn it is on a connection it looks at how each
begins: `{"do":` asks, anything else answers. A session that lies about it deceives only itself.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterable
from typing import Any, Protocol

from .watcher import Finding, JudgeState, Watcher

ASKS = b'{"do":'


class Turns:
    """Whose turn it is on one connection."""

    __slots__ = ("_open", "inode")

    def __init__(self, sock: socket.socket) -> None:
        self.inode = os.fstat(sock.fileno()).st_ino
        self._open: list[bool] = []
        """Unanswered requests, innermost last: True where the judge asked."""

    def judge_said(self, payload: bytes) -> None:
        """Note a message of the judge."""
        self._note(payload, by_judge=True)

    def session_said(self, payload: bytes) -> None:
        """Note a message of the session."""
        self._note(payload, by_judge=False)

    def _note(self, payload: bytes, *, by_judge: bool) -> None:
        if payload.startswith(ASKS):
            self._open.append(by_judge)
        elif self._open and self._open[-1] is not by_judge:
            self._open.pop()

    @property
    def idle(self) -> bool:
        """The session waits for the judge's next request."""
        return not self._open

    @property
    def owed(self) -> bool:
        """The session waits for an answer of the judge's."""
        return bool(self._open) and not self._open[-1]


class Watched(Protocol):
    """What the watch needs to know of a case."""

    keeper_pid: int | None

    def turns(self) -> Iterable[Turns]:
        """Return the turns of all connections that are open."""

    def found(self, finding: Finding) -> None:
        """Take a proved deadlock."""

    def settled(self, request: int) -> None:
        """Take the proof that everything is blocked or gone."""


class Watch:
    """Ask the watcher whenever the judge wants to know."""

    def __init__(self, case: Watched, **hooks: Callable[..., Any]) -> None:
        self._case = case
        self._hooks = hooks
        self._watcher: Watcher | None = None
        self._judge_waits = False
        self._frames = 0
        self.received = 0
        """Messages of the session so far."""
        self._settling: list[int] = []
        self._over = False

    @property
    def reason(self) -> str | None:
        """Say why nothing can be proved on this machine; None where it can."""
        return self._watcher.reason if self._watcher is not None else None

    @property
    def withheld(self) -> str | None:
        """Say what kept a quiet program from being called deadlocked."""
        return self._watcher.withheld if self._watcher is not None else None

    @property
    def wanted(self) -> bool:
        """Tell whether there is anything to look for now."""
        return not self._over and (self._judge_waits or bool(self._settling))

    def judge_said(self) -> None:
        """Note a message of the judge."""
        self._frames += 1

    def session_said(self, payload: bytes) -> None:
        """Note a message of the session: an answer sets the judge going again."""
        self._frames += 1
        self.received += 1
        if not payload.startswith(ASKS):
            self._judge_waits = False

    def judge_waits(self, received: int | None) -> None:
        """Note that the judge, having received so many messages, does nothing now but wait.

        A claim that has missed a message is stale; None takes an earlier one back.
        """
        self._judge_waits = received == self.received

    def settle(self, request: int) -> None:
        """Tell the case once every task is blocked or gone."""
        self._settling.append(request)

    def stop(self) -> None:
        """Look no more: the case is over."""
        self._over = True

    def tick(self, now: float) -> None:
        """Look, if it is time to."""
        if not self.wanted or self._case.keeper_pid is None:
            return
        if self._watcher is None:
            self._watcher = Watcher(self._case.keeper_pid, self._state, **self._hooks)
        if self._settling and self._watcher.settled(now):
            settling, self._settling = self._settling, []
            for request in settling:
                self._case.settled(request)
        elif self._judge_waits:
            finding = self._watcher.poll(now)
            if finding is not None:
                self._over = True
                self._case.found(finding)

    def _state(self) -> JudgeState:
        turns = list(self._case.turns())
        return JudgeState(
            waiting=self._judge_waits,
            frames=self._frames,
            idle=frozenset(turn.inode for turn in turns if turn.idle),
            owed=frozenset(turn.inode for turn in turns if turn.owed),
        )
