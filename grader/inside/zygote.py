"""The zygote: has all that a session needs loaded, and forks a keeper for each.

agent ── zygote             forks keepers, one ahead of need; holds no data of any case
          └─ keeper         subreaper: every orphan of the session becomes its child
              └─ leader     session id, user id, rlimits, seccomp of its own; student code
                  └─ …      whatever the student starts
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
from typing import Any, NoReturn

from . import journal, seccomp
from .keeper import Keeper
from .leader import close_all_but


def start_zygote() -> socket.socket:
    """Fork the zygote; return the socket on which it takes requests."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            close_all_but({theirs.fileno(), 2})
            _zygote(theirs)
        finally:
            os._exit(70)
    theirs.close()
    return ours


def request_session(zygote: socket.socket, config: dict[str, Any], fds: list[int]) -> None:
    """Ask for a session: descriptors are lane, stdout, stderr, and the keeper's control."""
    socket.send_fds(zygote, [json.dumps(config).encode()], fds)


def _zygote(requests: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    journal.preload()
    seccomp.preload()
    gc.collect()
    gc.freeze()
    while _have_keeper(requests):
        pass


def _have_keeper(requests: socket.socket) -> bool:
    """Fork a keeper ahead of need; return once it has its session, or False when none will come."""
    taken, take = os.pipe()
    try:
        if os.fork() == 0:
            _keep(requests, take)
    except OSError:
        return _refuse(requests)
    finally:
        os.close(take)
    try:
        return bool(os.read(taken, 1)) or not _is_over(requests)
    finally:
        os.close(taken)


def _refuse(requests: socket.socket) -> bool:
    """Drop the next request, since no keeper is to be had: its control socket closes, which tells.

    Returns False when the agent has hung up.
    """
    message, fds, _, _ = socket.recv_fds(requests, 1 << 16, 8)
    for fd in fds:
        os.close(fd)
    return bool(message)


def _is_over(requests: socket.socket) -> bool:
    """Tell whether the agent has hung up; else it was the keeper that went away."""
    try:
        return not requests.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False


def _keep(requests: socket.socket, take: int) -> NoReturn:
    try:
        message, fds, _, _ = socket.recv_fds(requests, 1 << 16, 8)
        if message:
            os.write(take, b"1")
            os.close(take)
            requests.close()
            Keeper(json.loads(message), fds).run()
    finally:
        os._exit(0)
