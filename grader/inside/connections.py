"""One conversation between the judge and a thread of a session, as the agent relays it.

A session is hostile: it may never read what it is sent, or send half a message and fall silent. So
nothing here waits for it, and what is kept for it meanwhile is counted.
"""

from __future__ import annotations

import socket

from ..wire import frames
from .watching import Turns

READ_BYTES = 1 << 18
MAX_LAST_READS = 64
"""How often a dead leader's connections are read: others may still hold them and go on sending."""


class Connection:
    """A socket to a session, with what is half read and what is still to be written."""

    def __init__(self, number: int, sock: socket.socket, pid: int) -> None:
        self.number = number
        self.socket = sock
        self.pid = pid
        self.turns = Turns(sock)
        self.reader = frames.PayloadReader()
        self._unsent = bytearray()

    @property
    def kept_bytes(self) -> int:
        """Return how much is kept for the session's sake, in bytes."""
        return len(self._unsent) + self.reader.kept_bytes

    @property
    def unsent(self) -> bool:
        """Tell whether something is still to be written."""
        return bool(self._unsent)

    def send(self, payload: bytes) -> None:
        """Take a message to be written; write what fits. Raises OSError where nobody listens."""
        self._unsent += frames.LENGTH.pack(len(payload)) + payload
        self.push()

    def push(self) -> None:
        """Write what fits now. Raises OSError where nobody listens any more."""
        try:
            while self._unsent:
                sent = self.socket.send(self._unsent, socket.MSG_DONTWAIT)
                del self._unsent[:sent]
        except BlockingIOError:
            pass

    def read(self) -> bytes | None:
        """Return what has arrived, b"" at the end, None where there is nothing now."""
        try:
            return self.socket.recv(READ_BYTES, socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        except OSError:
            return b""
