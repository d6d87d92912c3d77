"""What this machine has and lacks for grading: each thing looked at, none of them changed.

Missing is only what grading cannot do without: a way to wall student code off, and a Python that is
new enough. What makes a run slower, weaker or poorer in words is a warning.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from grader.errors import SandboxUnavailable
from grader.sandbox import bubblewrap, engine, image
from grader.sandbox.hostpython import interpreter, version

MIB = 1024 * 1024
ENOUGH_SPACE_BYTES = 500 * MIB
ENOUGH_SHARED_BYTES = 64 * MIB
OLDEST_PYTHON = (3, 11)


class State(StrEnum):
    """Say how bad it is."""

    OK = "ok"
    WARN = "warning"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Tell what was found of one thing."""

    name: str
    state: State
    detail: str
    hint: str | None = None
    """What to do about it; None where nothing needs doing."""


def checks() -> Iterator[Check]:
    """Look at one thing after the other.

    Raises:
        SandboxUnavailable: when an engine that has answered stops doing so.
    """
    yield python()
    docker, walls = docker_engine(), local_walls()
    if State.OK not in (docker.state, walls.state):
        # neither way is open: each is what is missing
        docker, walls = (replace(check, state=State.MISSING) for check in (docker, walls))
    yield docker
    if docker.state is State.OK:
        yield from _of_the_engine()
    yield walls
    yield shared_memory()
    yield free_space(Path(tempfile.gettempdir()))


def python() -> Check:
    """Check the version that judges, and that a new image gets."""
    ok = sys.version_info >= OLDEST_PYTHON
    needed = ".".join(map(str, OLDEST_PYTHON))
    return Check(
        name="Python",
        state=State.OK if ok else State.MISSING,
        detail=f"{version()} at {interpreter()}",
        hint=None if ok else f"install Python {needed} or newer.",
    )


def docker_engine() -> Check:
    """Check whether an engine answers; the reason why not says what is in the way."""
    address = "?"
    try:
        address, _ = engine.address_of_engine()
        told: dict[str, Any] = engine.client().version()
    except (SandboxUnavailable, *engine.FAILURES) as error:
        reason = error.what if isinstance(error, SandboxUnavailable) else engine.explain(error)
        hint = error.hint if isinstance(error, SandboxUnavailable) else engine.hint_for(reason)
        return Check(name="Docker engine", state=State.WARN, detail=reason, hint=hint)
    source = " (from DOCKER_HOST)" if os.environ.get("DOCKER_HOST") else ""
    detail = f"{told['Version']}, API {told['ApiVersion']}, at {address}{source}"
    return Check(name="Docker engine", state=State.OK, detail=detail)


def sandbox_image() -> Check:
    """Check for the image that `grade` would use."""
    chosen = os.environ.get(image.CHOSEN)
    found = image.look_up(chosen) if chosen else image.find()
    if found is not None:
        detail = f"{found.name}, {found.size_bytes / 1e6:.0f} MB"
        return Check(name="Sandbox image", state=State.OK, detail=detail)
    return Check(
        name="Sandbox image",
        state=State.WARN,
        detail=f"{chosen} (from {image.CHOSEN}) is not here" if chosen else "not built yet",
        hint="the first `grade` gets it; `grader image build` does so now.",
    )


def rights(info: dict[str, Any]) -> Check:
    """Check whether the engine runs as root, which costs a rootless one some ceilings."""
    options = " ".join(info.get("SecurityOptions") or ())
    walls = [word for word in ("rootless", "userns", "seccomp", "apparmor") if word in options]
    unfiltered = "seccomp" not in options
    return Check(
        name="Engine's walls",
        state=State.WARN if unfiltered else State.OK,
        detail=", ".join(walls) or "none that it tells of",
        hint="this engine filters no system calls: use a kernel and an engine with seccomp."
        if unfiltered
        else None,
    )


def control_groups(info: dict[str, Any]) -> Check:
    """Check the version of control groups, and whether all ceilings of a box are kept."""
    kept = {
        "memory": info.get("MemoryLimit", False),
        "swap": info.get("SwapLimit", False),
        "processors": info.get("CpuCfsQuota", False),
        "processes": info.get("PidsLimit", False),
    }
    lost = [name for name, is_kept in kept.items() if not is_kept]
    detail = f"version {info.get('CgroupVersion') or 1}"
    if not lost:
        return Check(name="Control groups", state=State.OK, detail=f"{detail}, all limits kept")
    return Check(
        name="Control groups",
        state=State.WARN,
        detail=f"{detail}, without limits on: {', '.join(lost)}",
        hint="boot with `swapaccount=1`, so that memory limits hold."
        if lost == ["swap"]
        else "use cgroup version 2 (a rootless engine needs it delegated by systemd).",
    )


def local_walls() -> Check:
    """Check whether bubblewrap can make namespaces here."""
    try:
        as_root = bubblewrap.try_out()
    except SandboxUnavailable as error:
        return Check(name="Bubblewrap", state=State.WARN, detail=error.what, hint=error.hint)
    kind = "a user for each session" if as_root else "a user namespace"
    return Check(name="Bubblewrap", state=State.OK, detail=f"{bubblewrap.require().path}, {kind}")


def shared_memory() -> Check:
    """Check this machine's /dev/shm, from which unisolated code and a container's grader draw."""
    try:
        status = os.statvfs("/dev/shm")
    except OSError as error:
        return Check(
            name="/dev/shm",
            state=State.WARN,
            detail=str(error),
            hint="mount a tmpfs there: without it multiprocessing has no locks.",
        )
    size = status.f_frsize * status.f_blocks
    ok = size >= ENOUGH_SHARED_BYTES
    return Check(
        name="/dev/shm",
        state=State.OK if ok else State.WARN,
        detail=f"{size / MIB:.0f} MiB",
        hint=None if ok else "in a container of your own, start it with `--shm-size 256m`.",
    )


def free_space(folder: Path) -> Check:
    """Check the space for building an image and for scratch folders."""
    free = shutil.disk_usage(folder).free
    ok = free >= ENOUGH_SPACE_BYTES
    return Check(
        name="Free space",
        state=State.OK if ok else State.WARN,
        detail=f"{free / 1e9:.1f} GB in {folder}",
        hint=None if ok else "free some space, or point TMPDIR at a roomier disk.",
    )


def _of_the_engine() -> Iterator[Check]:
    with engine.translated("the engine does not describe itself"):
        info: dict[str, Any] = engine.client().info()
    yield sandbox_image()
    yield rights(info)
    yield control_groups(info)
