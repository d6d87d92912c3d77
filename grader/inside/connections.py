"""One conversation between the judge and a thread of a session, as the agent relays it.

A session is hostile: it may never read what it is sent, or send half a message and fall silent. So
nothing here waits for it, and what is kept for it meanwhile is counted.
"""

from __future__ import annotations

import socket
import struct

from ..wire import frames
from .watching import Turns

READ_BYTES = 1 << 18
MAX_LAST_READS = 64
"""How often a dead leader's connections are read: others may still hold them and go on sending."""

_CREDENTIALS = struct.Struct("3i")
"""Process, user, group. Source: unix(7), SCM_CREDENTIALS."""


def tell_senders(sock: socket.socket) -> None:
    """Have the kernel say of all that arrives on a socket, or is accepted on it, who sent it."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)


class Connection:
    """A socket to a session, with what is half read and what is still to be written."""

    def __init__(self, number: int, sock: socket.socket, pid: int) -> None:
        self.number = number
        self.socket = sock
        self.pid = pid
        self.turns = Turns(sock)
        self.reader = frames.PayloadReader()
        self.sender: int | None = None
        """The process that sent what was read last, as the kernel says."""
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
        # There is room for one sender's credentials and for no descriptor that might come along.
        room = socket.CMSG_LEN(_CREDENTIALS.size)
        try:
            data, found, _flags, _address = self.socket.recvmsg(
                READ_BYTES, room, socket.MSG_DONTWAIT | socket.MSG_CMSG_CLOEXEC
            )
        except BlockingIOError:
            return None
        except OSError:
            return b""
        for level, kind, content in found:
            if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
                self.sender = _CREDENTIALS.unpack(content)[0]
        return data
