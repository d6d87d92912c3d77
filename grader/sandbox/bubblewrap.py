"""The command line that puts the agent into namespaces of its own, with bubblewrap.

    /usr/local, /lib*    this machine's Python and its libraries, read-only; no site-packages
    /tmp, /dev/shm       in memory, as large as the limits say
    /sub                 in memory, the agent's own
    /proc, /dev          of the new pid namespace; the harmless devices

Root keeps the four capabilities that it has in a container, so that each session gets a user of its
own. Anybody else gets a user namespace with a single user in it, and no capability at all.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox.base import BOX_BYTES
from grader.sandbox.hostpython import ACCOUNTS, PYTHON, HostPython, host_python, kept
from grader.sandbox.image import ENVIRONMENT

BOX_FOLDER = "/sub"
CAPABILITIES = ("CAP_SETUID", "CAP_SETGID", "CAP_KILL", "CAP_SYS_PTRACE")
ONLY_USER = "1000"
"""The one user and group id of an ordinary user's namespace."""

_ALWAYS = (
    "--unshare-pid --unshare-ipc --unshare-net --unshare-uts --unshare-cgroup-try --hostname box "
    "--die-with-parent --new-session --as-pid-1 --clearenv --cap-drop ALL --chdir /"
)


_NEEDED = frozenset({"--perms", "--as-pid-1", "--info-fd", "--ro-bind-data", "--remount-ro"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """Describe the machine's bubblewrap."""

    path: str
    options: frozenset[str]
    """The long options that it knows: `--size` since 0.7, `--disable-userns` since 0.8."""


@cache
def tool() -> Tool | None:
    """Find bubblewrap and ask it what it can; None where it is not installed."""
    path = shutil.which("bwrap")
    if path is None:
        return None
    asked = subprocess.run([path, "--help"], capture_output=True, text=True, check=False)
    return Tool(path=path, options=frozenset(re.findall(r"--[a-z0-9-]+", asked.stdout)))


class Walls:
    """Build the command that walls something in, with the descriptors that it reads and writes.

    A context, within which the command is started; at its end the descriptors are closed.

    Raises:
        SandboxUnavailable: where bubblewrap is missing, or this Python cannot be listed.
    """

    def __init__(self, limits: Limits, *, as_root: bool) -> None:
        self._tool = require()
        self._told, self._tells = os.pipe()
        self._contents = {path: _descriptor(text) for path, text in ACCOUNTS.items()}
        self.fds = (self._tells, *self._contents.values())
        """What the command must inherit."""
        self.command = [*self._arguments(limits, as_root=as_root), "--"]
        """What to put before the command that is to run inside."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for fd in (self._told, self._tells, *self._contents.values()):
            if fd >= 0:
                os.close(fd)

    def first_pid(self) -> int | None:
        """Wait for the namespaces; return their first process's id as seen from here.

        None where bubblewrap has failed: its error stream says why.
        """
        os.close(self._tells)
        self._tells = -1
        with os.fdopen(self._told, "rb") as told:
            self._told = -1
            text = told.read()
        return int(json.loads(text)["child-pid"]) if text else None

    def _arguments(self, limits: Limits, *, as_root: bool) -> list[str]:
        python = host_python()
        environment = ENVIRONMENT | {"HOME": "/tmp"}
        return [
            self._tool.path,
            *_ALWAYS.split(),
            *("--info-fd", str(self._tells)),
            *_user(self._tool, as_root=as_root),
            *(part for pair in environment.items() for part in ("--setenv", *pair)),
            *_files(python),
            *(
                part
                for path, fd in self._contents.items()
                for part in ("--perms", "0644", "--ro-bind-data", str(fd), path)
            ),
            *("--proc", "/proc", "--dev", "/dev"),
            *_memory_folder(self._tool, "/dev/shm", limits.shared_memory_bytes, "1777"),
            *("--remount-ro", "/dev"),
            *_memory_folder(self._tool, "/tmp", limits.file_bytes, "1777"),
            *_memory_folder(self._tool, BOX_FOLDER, BOX_BYTES, "0755"),
            *("--remount-ro", "/"),
        ]


def require() -> Tool:
    """Return the machine's bubblewrap.

    Raises:
        SandboxUnavailable: where it is not installed, or older than what we can work with.
    """
    found = tool()
    if found is None or not found.options >= _NEEDED:
        raise SandboxUnavailable(
            "bubblewrap is not installed" if found is None else "this bubblewrap is too old",
            where=found.path if found else None,
            hint="install bubblewrap 0.5 or newer (`apt install bubblewrap`), or use Docker.",
        )
    return found


def try_out() -> bool:
    """Run an empty program inside; return whether the walls are root's, with users for sessions.

    Raises:
        SandboxUnavailable: where bubblewrap is missing or the kernel forbids its namespaces.
    """
    reasons = []
    for as_root in (True, False) if os.geteuid() == 0 else (False,):
        with Walls(Limits(), as_root=as_root) as walls:
            tried = subprocess.run(
                [*walls.command, PYTHON, "-I", "-S", "-c", ""],
                pass_fds=walls.fds,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                check=False,
            )
        if tried.returncode == 0:
            return as_root
        reasons.append(tried.stderr.strip()[:500])
    raise SandboxUnavailable(
        f"bubblewrap cannot make its namespaces here: {'; '.join(reasons)}",
        where=require().path,
        hint="user namespaces may be forbidden (sysctl kernel.unprivileged_userns_clone or "
        "kernel.apparmor_restrict_unprivileged_userns, or a container's rules): use Docker.",
    )


def _descriptor(text: str) -> int:
    """Return a descriptor from which to read a text."""
    fd = os.memfd_create("account")
    os.write(fd, text.encode())
    os.lseek(fd, 0, os.SEEK_SET)
    return fd


def _user(bwrap: Tool, *, as_root: bool) -> Sequence[str]:
    if as_root:
        return [part for name in CAPABILITIES for part in ("--cap-add", name)]
    nested = ["--disable-userns"] if "--disable-userns" in bwrap.options else []
    return ["--unshare-user", "--uid", ONLY_USER, "--gid", ONLY_USER, *nested]


def _files(python: HostPython) -> Iterator[str]:
    targets = [mapped.target for mapped in (*python.files, python.stdlib, *python.trees)]
    # Left to bubblewrap, folders on the way may be root's alone, and sessions have other users.
    above = {str(folder) for target in targets for folder in PurePosixPath(target).parents}
    for folder in sorted(above - {"/"}):
        yield from ("--perms", "0755", "--dir", folder)
    for mapped in (*python.files, python.stdlib, *python.trees):
        yield from ("--ro-bind", str(mapped.source), mapped.target)
    for path, says in python.links:
        yield from ("--symlink", says, path)
    for entry in sorted(python.stdlib.source.iterdir()):
        if entry.is_dir() and not entry.is_symlink() and not kept(entry.name):
            hidden = f"{python.stdlib.target}/{entry.name}"
            yield from ("--tmpfs", hidden, "--remount-ro", hidden)


def _memory_folder(bwrap: Tool, path: str, size_bytes: int, mode: str) -> Iterator[str]:
    if "--size" in bwrap.options:
        yield from ("--size", str(size_bytes))
    yield from ("--perms", mode, "--tmpfs", path)
