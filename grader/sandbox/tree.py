"""End a process of ours with all that descends from it, where no namespace does it for us."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MARK = "GRADER_BOX"
"""Set to the box's name in the agent's environment, and so in that of every process it forks."""


def end_tree(root: int | None, mark: str, *, seconds: float) -> bool:
    """Kill a child of ours and all its descendants; return whether none of them is left.

    The root is stopped first: it is its tree's subreaper, so that while it lives nobody in the tree
    can get away by losing a parent, and stopped it starts nobody anew. Where it has ended before
    (None), the `mark` in their environment finds those that it has left.
    """
    _send(root, signal.SIGSTOP)
    deadline = time.monotonic() + seconds
    while (living := below(root) | (marked(mark) - {root})) and time.monotonic() < deadline:
        for pid in living:
            _send(pid, signal.SIGKILL)
        time.sleep(0.002)
    _send(root, signal.SIGKILL)
    return not living


def below(root: int | None) -> set[int]:
    """List the living descendants of a process; nothing where there is no /proc."""
    if root is None:
        return set()
    parents = dict(_living())
    found = {root}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {root}


def marked(mark: str) -> set[int]:
    """List the living processes that were started, or forked, with this mark."""
    wanted = f"{MARK}={mark}".encode()
    found = set()
    for pid, _ in _living():
        with suppress(OSError):  # another user's, or gone
            if wanted in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
                found.add(pid)
    return found


def _send(pid: int | None, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        if pid is not None:
            os.kill(pid, number)


def _living() -> Iterator[tuple[int, int]]:
    """Yield pid and parent of every process that has not ended; the ended have no children."""
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = entry.read_bytes().rpartition(b")")[2].split()[:2]
            if state not in b"ZX":
                yield int(entry.parent.name), int(parent)
