"""A driver around a driver, whose open boxes can all be closed at once.

A thread that judges a submission waits for its box and cannot be interrupted; but once the box is
closed, its stream ends and the judge with it. That is how ^C reaches judges in threads.
"""

from __future__ import annotations

import socket
import threading

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox.base import Box, Driver, Fate


class RecallDriver:
    """Open boxes of another driver, and remember which are open."""

    def __init__(self, driver: Driver) -> None:
        self.name = driver.name
        self._driver = driver
        self._lock = threading.Lock()
        self._open: set[_RecallBox] = set()
        self._recalled = False

    def gaps(self) -> tuple[str, ...]:
        """List what the other driver's boxes do not isolate."""
        return self._driver.gaps()

    def prepare(self) -> None:
        """Prepare the other driver."""
        self._driver.prepare()

    def fingerprint(self) -> str:
        """Name what the other driver's boxes run in."""
        return self._driver.fingerprint()

    def open(self, limits: Limits, *, slot: int = 0) -> Box:
        """Open a box of the other driver.

        Raises:
            SandboxUnavailable: when it cannot, or when all boxes were recalled.
        """
        self._refuse_when_recalled()
        box = _RecallBox(self._driver.open(limits, slot=slot), self)
        with self._lock:
            self._open.add(box)
        # A recall may have come while the box was being opened, too early to know of it.
        if self._recalled:
            box.close()
            self._refuse_when_recalled()
        return box

    def recall(self) -> None:
        """Close every open box and open no more. Idempotent."""
        with self._lock:
            self._recalled = True
            boxes = tuple(self._open)
        for box in boxes:
            box.close()

    def forget(self, box: _RecallBox) -> None:
        """Drop a box that is closed."""
        with self._lock:
            self._open.discard(box)

    def _refuse_when_recalled(self) -> None:
        if self._recalled:
            raise SandboxUnavailable("The grading was stopped.")


class _RecallBox:
    """Pass everything on to a box, and say when it is closed."""

    def __init__(self, box: Box, owner: RecallDriver) -> None:
        self.name = box.name
        self._box = box
        self._owner = owner

    @property
    def stream(self) -> socket.socket:
        return self._box.stream

    @property
    def multiplexed(self) -> bool:
        return self._box.multiplexed

    @property
    def base_uid(self) -> int | None:
        return self._box.base_uid

    def fate(self) -> Fate:
        return self._box.fate()

    def close(self) -> None:
        self._box.close()
        self._owner.forget(self)
