"""The program's standard streams."""

from __future__ import annotations

import io
import sys
from typing import Any


def install() -> None:
    """Make streams of the process's descriptors 0, 1 and 2, as a fresh interpreter has them."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = _stream(1)
    sys.stderr = _stream(2)
    for name in ("stdin", "stdout", "stderr"):
        setattr(sys, f"__{name}__", getattr(sys, name))


def _stream(fd: int) -> io.TextIOWrapper:
    raw = open(fd, "wb", buffering=0, closefd=False)  # noqa: SIM115
    return io.TextIOWrapper(
        io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True
    )


def flush() -> None:
    """Send off what the program has printed."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass  # The student closed or replaced it.


class Console:
    """Let `sys.stdin` be the one that the test set up, for one request."""

    def __init__(self, request: dict[str, Any]) -> None:
        self._stdin = request.get("stdin")

    def __enter__(self) -> None:
        self._before = sys.stdin
        if self._stdin is not None:
            sys.stdin = io.StringIO(str(self._stdin))

    def __exit__(self, *_: object) -> None:
        if self._stdin is not None:
            sys.stdin = self._before
