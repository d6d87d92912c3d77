"""Find the other end of sockets, and the timeouts that hide in them.

Sources: sock_diag(7), proc(5), pidfd_getfd(2).
"""

from __future__ import annotations

import ctypes
import os
import socket
import struct
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from .procfs import read_all
from .words import _

NETLINK_SOCK_DIAG = 4
SOCK_DIAG_BY_FAMILY = 20
UDIAG_SHOW_PEER = 4
UNIX_DIAG_PEER = 2
NLM_F_REQUEST_DUMP = 0x301
NLMSG_ERROR, NLMSG_DONE = 2, 3
ALL_STATES = 0xFFFFFFFF
TCP_ESTABLISHED, TCP_LISTEN = 1, 10
PIDFD_GETFD = 438
SO_RCVTIMEO, SO_SNDTIMEO = 20, 21
TCP_USER_TIMEOUT = 18
MAX_REPLY = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class UnixSocket:
    """One Unix socket as the kernel lists it."""

    peer: int | None
    """The other end's inode; None when it has none."""
    listening: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TcpSocket:
    """One TCP socket as the kernel lists it."""

    local: str
    remote: str
    state: int
    idle: bool
    """No bytes are under way and no timer of the protocol is armed."""


class Network(Protocol):
    """Answer for one moment who is at the other end of a socket."""

    def unix(self) -> dict[int, UnixSocket] | None:
        """Return the Unix sockets by inode; None where the kernel doesn't tell."""
        ...

    def tcp(self) -> dict[int, TcpSocket]:
        """Return the TCP sockets of the session's network by inode."""
        ...

    def only_loopback(self) -> bool:
        """Tell whether the session's network has no other device than `lo`."""
        ...


class KernelNetwork:
    """Ask the kernel once for each kind of socket, when first needed."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._unix: dict[int, UnixSocket] | None = None
        self._tcp: dict[int, TcpSocket] | None = None
        self._asked_unix = False

    def unix(self) -> dict[int, UnixSocket] | None:
        """Return the Unix sockets by inode; None where the kernel doesn't tell."""
        if not self._asked_unix:
            self._asked_unix = True
            try:
                self._unix = _unix_sockets()
            except (OSError, struct.error):
                self._unix = None
        return self._unix

    def tcp(self) -> dict[int, TcpSocket]:
        """Return the TCP sockets of the session's network by inode."""
        if self._tcp is None:
            self._tcp = {}
            for table in ("tcp", "tcp6"):
                self._tcp |= _tcp_sockets(f"/proc/{self._pid}/net/{table}")
        return self._tcp

    def only_loopback(self) -> bool:
        """Tell whether the session's network has no other device than `lo`."""
        try:
            lines = read_all(f"/proc/{self._pid}/net/dev").splitlines()[2:]
        except OSError:
            return False
        return {line.partition(b":")[0].strip() for line in lines} <= {b"lo"}


def other_end(pid: int, inode: int) -> int | None:
    """Return the inode of the socket that one is connected to, as seen from process `pid`."""
    network = KernelNetwork(pid)
    if found := (network.unix() or {}).get(inode):
        return found.peer
    tcp = network.tcp()
    if inode not in tcp:
        return None
    wanted = (tcp[inode].remote, tcp[inode].local)
    return next((n for n, end in tcp.items() if (end.local, end.remote) == wanted), None)


def _unix_sockets() -> dict[int, UnixSocket]:
    request = struct.pack(
        "=BBHIIIII", socket.AF_UNIX, 0, 0, ALL_STATES, 0, UDIAG_SHOW_PEER, ALL_STATES, ALL_STATES
    )
    header = struct.pack("=IHHII", 16 + len(request), SOCK_DIAG_BY_FAMILY, NLM_F_REQUEST_DUMP, 1, 0)
    found: dict[int, UnixSocket] = {}
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_SOCK_DIAG) as link:
        link.settimeout(1.0)
        link.send(header + request)
        while _take_reply(link.recv(MAX_REPLY), found):
            pass
    return found


def _take_reply(reply: bytes, found: dict[int, UnixSocket]) -> bool:
    """Add the sockets of one reply. Return False after the last. Raises OSError."""
    at = 0
    while at + 16 <= len(reply):
        length, kind = struct.unpack_from("=IH", reply, at)
        if kind == NLMSG_DONE:
            return False
        if kind == NLMSG_ERROR or length < 32:
            raise OSError("the kernel does not list Unix sockets")
        _, _, state, inode = struct.unpack_from("=BBBxI", reply, at + 16)
        found[inode] = UnixSocket(
            peer=_peer(reply[at + 32 : at + length]), listening=state == TCP_LISTEN
        )
        at += (length + 3) & ~3
    return True


def _peer(attributes: bytes) -> int | None:
    at = 0
    while at + 8 <= len(attributes):
        length, kind = struct.unpack_from("=HH", attributes, at)
        if kind == UNIX_DIAG_PEER:
            inode: int = struct.unpack_from("=I", attributes, at + 4)[0]
            return inode
        at += max(4, (length + 3) & ~3)
    return None


def _tcp_sockets(path: str) -> dict[int, TcpSocket]:
    try:
        lines = read_all(path).decode("ascii", "replace").splitlines()[1:]
    except OSError:
        return {}
    found = {}
    for fields in (line.split() for line in lines):
        queues, timer = fields[4], fields[5]
        found[int(fields[9])] = TcpSocket(
            local=fields[1],
            remote=fields[2],
            state=int(fields[3], 16),
            idle=queues.startswith("00000000:") and timer.startswith("00:"),
        )
    return found


def is_closed(inode: int, network: Network, inside: Collection[int]) -> str | None:
    """Say why somebody outside could wake a waiter on a socket; None when nobody can.

    `inside` has the inodes of all sockets that the session's processes hold.
    """
    unix = network.unix()
    if unix is None:
        return _("the kernel does not tell the other ends of sockets")
    if found := unix.get(inode):
        if found.listening or found.peer in inside:
            return None
        return _("a socket leads out of the program")
    tcp = network.tcp()
    if connection := tcp.get(inode):
        return _tcp_is_closed(connection, tcp, network, inside)
    return _("it waits on a socket of a kind that is not judged")


def _tcp_is_closed(
    connection: TcpSocket, tcp: dict[int, TcpSocket], network: Network, inside: Collection[int]
) -> str | None:
    if connection.state == TCP_LISTEN:
        address = connection.local.partition(":")[0]
        # 127.0.0.1 and ::1 as the kernel prints them: words in the machine's own byte order.
        loopback = {"0100007F", "0" * 24 + "01000000"}
        if address in loopback or network.only_loopback():
            return None
        return _("it listens on a network that others can reach")
    if connection.state != TCP_ESTABLISHED:
        return _("a network connection is being made or ended")
    far = {other for other, end in tcp.items() if end.local == connection.remote}
    ends = [tcp[inode] for inode in far & set(inside) if tcp[inode].remote == connection.local]
    if not ends:
        return _("a network connection leads out of the program")
    if not connection.idle or not all(end.idle for end in ends):
        return _("bytes are under way on a network connection")
    return None


def has_timeout(pid: int, fd: int) -> bool | None:
    """Tell whether a process's socket has a time limit of its own; None when we can't know."""
    try:
        pidfd = os.pidfd_open(pid)
    except OSError:
        return None
    try:
        copy = ctypes.CDLL(None, use_errno=True).syscall(PIDFD_GETFD, pidfd, fd, 0)
    finally:
        os.close(pidfd)
    if copy < 0:
        return None
    try:
        with socket.socket(fileno=copy) as found:
            return _has_timeout(found)
    except OSError:
        return None


def _has_timeout(found: socket.socket) -> bool:
    for option in (SO_RCVTIMEO, SO_SNDTIMEO):
        if any(found.getsockopt(socket.SOL_SOCKET, option, 16)):
            return True
    if found.family in {socket.AF_INET, socket.AF_INET6} and found.type == socket.SOCK_STREAM:
        return found.getsockopt(socket.IPPROTO_TCP, TCP_USER_TIMEOUT) != 0
    return False
