"""Start an agent as a child process of ours, joined to us by a socket pair."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

TAIL_BYTES = 4096


class Tail:
    """Read a child's error stream to its end and keep the last few KiB."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._kept = b""
        self._reader = threading.Thread(target=self._read, name="grader-tail", daemon=True)
        self._reader.start()

    def text(self) -> str:
        """Return what was kept so far."""
        return self._kept.decode("utf-8", "replace").strip()

    def close(self, *, seconds: float = 1.0) -> None:
        """Wait for the stream's end, which follows the child's, and let go of it."""
        self._reader.join(seconds)
        if not self._reader.is_alive():
            self._source.close()

    def _read(self) -> None:
        while part := os.read(self._source.fileno(), 65536):
            self._kept = (self._kept + part)[-TAIL_BYTES:]


@dataclass(frozen=True, slots=True)
class Child:
    """Hold a started agent."""

    process: subprocess.Popen[bytes]
    stream: socket.socket
    """Our end; the other is its standard input and output."""
    tail: Tail


def hang_up(stream: socket.socket) -> None:
    """Close a stream for all who hold it, so that nobody goes on waiting for it."""
    with suppress(OSError):
        stream.shutdown(socket.SHUT_RDWR)
    stream.close()


def start(
    command: Sequence[str],
    *,
    keep: Sequence[int] = (),
    environment: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Child:
    """Start a command in a session of its own; it inherits the descriptors `keep`, no others.

    Raises:
        OSError: when it cannot be started.
    """
    ours, theirs = socket.socketpair()

    def popen() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command,
            stdin=theirs.fileno(),
            stdout=theirs.fileno(),
            stderr=subprocess.PIPE,
            pass_fds=keep,
            env=environment,
            cwd=cwd,
            start_new_session=True,
        )

    with theirs:
        try:
            process = _spawner().submit(popen).result()
        except BaseException:
            ours.close()
            raise
    assert process.stderr is not None
    return Child(process, ours, Tail(process.stderr))


_spawners: dict[int, ThreadPoolExecutor] = {}


def _spawner() -> ThreadPoolExecutor:
    """Return this process's thread that starts children and lives as long as the process does.

    A child that is to die with its parent dies with the *thread* that started it: see
    PR_SET_PDEATHSIG in prctl(2). Our callers' threads come and go.
    """
    return _spawners.setdefault(os.getpid(), ThreadPoolExecutor(1, "grader-spawner"))
