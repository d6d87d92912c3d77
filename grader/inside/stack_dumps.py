"""How a process of a session lets the agent ask it for its Python stacks.

Each registers `faulthandler` for two real-time signals, with a file that all of them append to. The
agent sends one to one process or thread at a time and reads what was added (`stacks`): 0.3 ms, and
the process notices nothing (the handler is C, and system calls go on after it).

    SIGNAL          all threads of a process: only where all of them are blocked, since to walk
                    the frames of a thread that runs may crash the process
    THREAD_SIGNAL   the one thread that it is sent to, whatever it does
"""

from __future__ import annotations

import faulthandler
import fcntl
import os
import resource
import signal

SIGNAL = signal.SIGRTMAX - 2
THREAD_SIGNAL = signal.SIGRTMAX - 3
FILE_NAME = "stacks"

_kept_fd: int | None = None


def register(folder: str) -> None:
    """Let the agent ask this process for its stacks."""
    global _kept_fd
    path = os.path.join(folder, FILE_NAME)
    fd = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
    try:
        os.fchmod(fd, 0o644)
    except OSError:
        pass  # Another process of the session made it: it is readable already.
    # High, so that a program which counts its descriptors from 3 up finds them as it expects.
    _kept_fd = _high_copy(fd)
    faulthandler.register(SIGNAL, file=_kept_fd, all_threads=True, chain=False)
    faulthandler.register(THREAD_SIGNAL, file=_kept_fd, all_threads=False, chain=False)


def _high_copy(fd: int) -> int:
    try:
        ceiling, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        return fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, min(190, ceiling - 4))
    finally:
        os.close(fd)
