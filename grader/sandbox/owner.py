"""Who opened a box: written on the box, so that those of a killed grader can be swept."""

from __future__ import annotations

import os
import platform
from pathlib import Path

LABEL = "grader.owner"


def owner() -> str:
    """Name this process for all time: machine and pid namespace, boot, pid, start."""
    return " ".join((_machine(), _boot(), str(os.getpid()), _started(os.getpid()) or "0"))


def gone(written: str) -> bool:
    """Tell whether the owner that wrote this has certainly ended.

    Of an owner on another machine, or in another pid namespace of this one, we know nothing.
    """
    match written.split():
        case [machine, boot, pid, started] if machine == _machine() and pid.isdecimal():
            return boot != _boot() or _started(int(pid)) != started
    return False


def _machine() -> str:
    """Name the machine and the pid namespace: a container's grader shares neither with ours."""
    try:
        namespace = os.stat("/proc/self/ns/pid").st_ino
    except OSError:
        namespace = 0
    return f"{platform.node() or 'unnamed'}/{namespace}"


def _boot() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return "unknown"


def _started(pid: int) -> str | None:
    """Return a process's start in ticks after boot, so that a pid used again is told apart."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_bytes()
    except OSError:
        return None if Path("/proc/self").exists() else _alive(pid)
    state, *rest = stat.rpartition(b")")[2].split()
    return None if state in b"ZX" else rest[18].decode()


def _alive(pid: int) -> str | None:
    """Answer for systems without /proc, where a start cannot be told: "0" while the pid is used."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        pass
    return "0"
