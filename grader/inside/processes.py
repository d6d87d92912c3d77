"""What /proc says about processes: a tree, its CPU time and its memory."""

from __future__ import annotations

import os
from typing import NamedTuple

_TICK = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Process(NamedTuple):
    """One row of /proc."""

    pid: int
    parent: int
    name: str
    state: str
    cpu_seconds: float
    """Its own, and that of the children it has waited for."""
    memory_bytes: int
    started: int
    """In clock ticks since boot: with the pid it names a process for good."""


def read(pid: int) -> Process | None:
    """Return one process, or None where it is gone. Source: proc(5), /proc/pid/stat."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return None
    name = text[text.find("(") + 1 : text.rfind(")")]
    fields = text[text.rfind(")") + 2 :].split()
    return Process(
        pid=pid,
        parent=int(fields[1]),
        name=name,
        state=fields[0],
        cpu_seconds=sum(map(int, fields[11:15])) / _TICK,
        memory_bytes=int(fields[21]) * _PAGE,
        started=int(fields[19]),
    )


def everyone() -> dict[int, Process]:
    """Return all processes that can be seen, by pid."""
    found = (read(int(entry)) for entry in os.listdir("/proc") if entry.isdigit())
    return {process.pid: process for process in found if process is not None}


def descendants(root: int) -> list[Process]:
    """Return the processes below `root`, parents before children; those that ended included."""
    children: dict[int, list[Process]] = {}
    for process in everyone().values():
        children.setdefault(process.parent, []).append(process)
    found: list[Process] = []
    queue = [root]
    while queue:
        below = children.get(queue.pop(), [])
        found += below
        queue += [process.pid for process in below]
    return found


_EXITING = 0x4
"""Of a thread's flags. Source: include/linux/sched.h, PF_EXITING."""


def runs(pid: int) -> bool:
    """Tell whether a process has a thread that can still run code.

    Its state alone doesn't tell: that is its first thread's, which may have ended before others.
    And what is just ending is no zombie yet.
    """
    try:
        threads = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return False
    return any(not _is_exiting(f"/proc/{pid}/task/{thread}/stat") for thread in threads)


def _is_exiting(path: str) -> bool:
    try:
        with open(path, "rb") as file:
            return bool(int(file.read().rpartition(b")")[2].split()[6]) & _EXITING)
    except OSError:
        return True


_HELPERS = (
    b"from multiprocessing.resource_tracker import main",
    b"from multiprocessing.forkserver import main",
)
"""Programs of processes that multiprocessing itself starts, and that end with the program."""


def calls_itself_helper(pid: int) -> bool:
    """Tell whether a process has the command line of a helper of multiprocessing's, as any may."""
    return any(helper in _command(pid) for helper in _HELPERS)


def _command(pid: int) -> bytes:
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as file:
            return file.read(4096)
    except OSError:
        return b""
