"""Boxes without Docker: in bubblewrap's namespaces, or, for trusted code, in none at all.

Both run the agent of the Docker boxes with one end of a socket pair as its standard input and
output. What neither can hold back is said by `gaps`.
"""

from __future__ import annotations

import os
import platform
import secrets
import select
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from grader.errors import SandboxUnavailable
from grader.model import Limits
from grader.sandbox import bubblewrap
from grader.sandbox.base import Fate
from grader.sandbox.bubblewrap import BOX_FOLDER, Walls
from grader.sandbox.bundle import agent_command
from grader.sandbox.child import Child, hang_up, start
from grader.sandbox.hostpython import PYTHON, interpreter
from grader.sandbox.image import ENVIRONMENT
from grader.sandbox.tree import MARK, end_tree
from grader.sandbox.users import Users, claim

END_SECONDS = 10
"""How long the kernel may take to end what was killed."""
NOTICE_SECONDS = 3
"""How long an agent may take to end once it has closed its stream."""

_UNCOUNTED = (
    "memory is limited for each process by itself, not for the box as a whole",
    "processor time is not shared out: a busy submission slows its neighbours",
)
_UNSIZED = "this bubblewrap is too old to bound /tmp and /dev/shm: they can fill the memory"
_ONE_USER = (
    "student code runs as the same user as the agent beside it",
    "processes are counted by the rules for your user, not for the box",
)
_NO_WALLS = (
    "nothing is walled off: student code can read and change what you can, and use the network",
    "what student code leaves running is found by its descent, and may get away",
)


class LocalDriver:
    """Open boxes as processes of this machine; picklable, usable from any thread and process."""

    name = "local"

    def __init__(self, *, isolated: bool = True) -> None:
        """Use bubblewrap, or with `isolated=False` nothing: only for code that one trusts."""
        self.isolated = isolated
        self._as_root: bool | None = None

    def gaps(self) -> tuple[str, ...]:
        """List what a box does not hold back; of bubblewrap's, exact once it is prepared."""
        if not self.isolated:
            return _NO_WALLS + _UNCOUNTED
        bwrap = bubblewrap.tool()
        unsized = bwrap is not None and "--size" not in bwrap.options
        return _UNCOUNTED + (() if self._as_root else _ONE_USER) + ((_UNSIZED,) if unsized else ())

    def prepare(self) -> None:
        """Try bubblewrap out: as root with users for the sessions, else in a user namespace."""
        if self.isolated:
            self._as_root = bubblewrap.try_out()

    def fingerprint(self) -> str:
        """Return this machine's Python, and whether boxes have walls."""
        walls = "walled" if self.isolated else "open"
        return f"{self.name} {walls} {platform.python_implementation()} {platform.python_version()}"

    def open(self, limits: Limits, *, slot: int = 0) -> LocalBox:
        """Start the agent, waiting for its code.

        Raises:
            SandboxUnavailable: when it cannot be started.
        """
        name = f"grader-{os.getpid()}-{slot}-{secrets.token_hex(4)}"
        try:
            return self._walled(name, limits) if self.isolated else _open_plain(name)
        except OSError as error:
            raise SandboxUnavailable(
                f"the agent cannot be started: {error}", where=error.filename
            ) from error

    def _walled(self, name: str, limits: Limits) -> LocalBox:
        if self._as_root is None:
            self.prepare()
        as_root = bool(self._as_root)
        with Walls(limits, as_root=as_root) as walls:
            child = start([*walls.command, *agent_command(PYTHON, BOX_FOLDER)], keep=walls.fds)
            agent_pid = walls.first_pid()
        return LocalBox(name, child, users=claim() if as_root else None, agent_pid=agent_pid)


class LocalBox:
    """One agent on this machine: bubblewrap's child, or with a folder of its own a plain one."""

    multiplexed = False

    def __init__(
        self,
        name: str,
        child: Child,
        *,
        users: Users | None = None,
        agent_pid: int | None = None,
        folder: Path | None = None,
    ) -> None:
        """Take over what was started; `agent_pid` is that of the first process in the walls."""
        self.name = name
        self.base_uid = users.first if users else None
        self._users = users
        self._child = child
        self._folder = folder
        self._walled = folder is None
        self._agent = _handle(agent_pid) if agent_pid else None
        self._closed = False

    @property
    def stream(self) -> socket.socket:
        """Return our end of the pair whose other end is the agent's standard input and output."""
        return self._child.stream

    def fate(self) -> Fate:
        """Say how the agent ended, waiting a little for the end that its stream has announced."""
        process = self._child.process
        with suppress(subprocess.TimeoutExpired):
            process.wait(NOTICE_SECONDS)
        code = process.returncode
        # as a shell counts, and bubblewrap and Docker with it: 137 is SIGKILL
        ended = 128 - code if code is not None and code < 0 else code
        return Fate(exit_code=ended, out_of_memory=False, detail=self._child.tail.text())

    def close(self) -> None:
        """End the agent and all that it has started, and remove its folder."""
        if self._closed:
            return
        self._closed = True
        hang_up(self._child.stream)
        if self._walled:
            self._end_namespace()
        else:
            self._end_tree()
        self._child.tail.close()
        if self._users is not None:
            self._users.close()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _end_namespace(self) -> None:
        """Kill the namespace's first process: the kernel then kills all others in it."""
        process = self._child.process
        if self._agent is not None:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._agent, signal.SIGKILL)
            select.select([self._agent], [], [], END_SECONDS)
            os.close(self._agent)
        else:
            process.kill()
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)

    def _end_tree(self) -> None:
        process = self._child.process
        # once reaped, its number may be another's
        root = process.pid if process.poll() is None else None
        end_tree(root, self.name, seconds=END_SECONDS)
        with suppress(subprocess.TimeoutExpired):
            process.wait(END_SECONDS)


def _open_plain(name: str) -> LocalBox:
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    environment = ENVIRONMENT | {"HOME": str(folder), "TMPDIR": str(folder), MARK: name}
    try:
        command = agent_command(str(interpreter()), str(folder))
        return LocalBox(name, start(command, environment=environment, cwd=folder), folder=folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _handle(pid: int) -> int | None:
    """Return a descriptor that stays this process's, whoever gets its number after it."""
    try:
        return os.pidfd_open(pid)
    except OSError:  # it has ended, or the kernel is older than 5.3
        return None
