"""The keeper of a session: starts its leader, adopts and buries what that leaves, and ends it all.

Because the keeper is a subreaper, "it has no children left" proves that nothing of the session is
left: each descendant's chain of parents ends at it.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import select
import signal
import socket
import time
from typing import Any

from . import processes, wipe
from .leader import become, lead
from .poller import Poller
from .steps.director import Director

PR_SET_CHILD_SUBREAPER = 36
END_SECONDS = 5.0
"""How long a session may take to die before its box is given up."""
END, WAITS, HOLDS = b"end", b"waits", b"holds"
"""What the agent says: end the session; the test only waits, having asked and been answered so
much; the test holds who called it, for the so-manyth time. A line each."""
NOBODY = 65534
"""A user that has no process in any box."""
KILL_AGAIN_SECONDS = 0.05
"""How long those that were killed may take to die before they are killed once more."""

_libc = ctypes.CDLL(None, use_errno=True)


def become_subreaper() -> None:
    """Adopt every orphan below this process. Source: prctl(2)."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


class Keeper:
    """Start a leader, tell how it ended, and end all of the session when told to."""

    def __init__(self, config: dict[str, Any], fds: list[int]) -> None:
        self._config = config
        self._control = socket.socket(fileno=fds[3])
        self._wake, wake_write = os.pipe()
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        become_subreaper()
        self._poller = Poller()
        self._poller.watch(self._control.fileno(), self._hear)
        self._poller.watch(self._wake, self._wakes_up)
        self._director = _direct(config, self._poller)
        self._said = b""
        self._is_over = False
        self._leader = os.fork()
        if self._leader == 0:
            lead(config, fds[:3])
        for fd in fds[:3]:
            os.close(fd)

    def run(self) -> None:
        """Serve until the session is gone."""
        self._tell(leader=self._leader)
        director = self._director
        while not self._is_over:
            self._poller.serve(director.timeout() if director is not None else None)
            if director is not None:
                director.decide()
        self._end()

    def _wakes_up(self) -> None:
        os.read(self._wake, 4096)
        self._reap()

    def _hear(self) -> None:
        """Take in what the agent says; that it hangs up is the end, too."""
        said = self._control.recv(4096)
        *lines, self._said = (self._said + said).split(b"\n")
        for what, *numbers in map(bytes.split, lines):
            if self._director is not None and what == WAITS:
                self._director.judge_waits(*map(int, numbers))
            elif self._director is not None and what == HOLDS:
                self._director.judge_holds(*map(int, numbers))
        self._is_over = not said or END in lines

    def _tell(self, **facts: object) -> None:
        try:
            self._control.sendall(json.dumps(facts).encode() + b"\n")
        except OSError:
            pass  # The agent is gone; the end that follows is all that is left to do.

    def _reap(self) -> bool:
        """Bury what has ended; tell whether children may be left."""
        while True:
            try:
                pid, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            if pid == self._leader:
                code = os.waitstatus_to_exitcode(status)
                self._tell(exited=code, cpu_seconds=usage.ru_utime + usage.ru_stime)

    def _end(self) -> None:
        deadline = time.monotonic() + END_SECONDS
        clean = False
        while not clean and time.monotonic() < deadline:
            self._kill()
            clean = self._bury(KILL_AGAIN_SECONDS)
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        wiped = self._wipe()
        self._tell(
            gone=clean and wiped,
            schedule=self._director.record.told() if self._director else None,
            cpu_seconds=usage.ru_utime + usage.ru_stime,
            memory_bytes=usage.ru_maxrss * 1024,
        )

    def _bury(self, seconds: float) -> bool:
        """Wait so long for all children to end; tell whether none is left."""
        deadline = time.monotonic() + seconds
        while self._reap():
            ready, _, _ = select.select([self._wake], [], [], max(0.0, deadline - time.monotonic()))
            if not ready:
                return False
            os.read(self._wake, 4096)
        return True

    def _kill(self) -> None:
        uid = self._config["uid"]
        if uid is not None and _kill_all_of(uid):
            return
        for process in processes.descendants(os.getpid()):
            try:
                os.kill(process.pid, signal.SIGKILL)
            except OSError:
                pass

    def _wipe(self) -> bool:
        """Remove the session's files, as its own user; the keeper is of no use after that."""
        try:
            if self._config["uid"] is not None:
                become(self._config["uid"])
            return wipe.wipe(self._config["scratch"], os.getuid())
        except OSError:
            return False


def _direct(config: dict[str, Any], poller: Poller) -> Director | None:
    """Return who says which task goes next, where that is to be said."""
    schedule = config.get("schedule")
    if schedule is None or schedule["strategy"] == "delays":
        return None
    name = f"steps-{os.getpid()}-{os.urandom(6).hex()}.sock"
    config["steps"] = address = os.path.join(os.path.dirname(config["address"]), name)
    return Director(address, schedule, config["uid"], poller)


def _kill_all_of(uid: int) -> bool:
    """Kill every process of a user at one blow, none of which can escape it by forking.

    A sender's real or effective user decides whom it may kill, a target's real or saved one who
    may kill it: so this process's real user must be neither root nor `uid`. Source: kill(2).
    Returns False where the box does not let it be so.
    """
    try:
        os.setresuid(NOBODY, uid, 0)
    except OSError:
        return False
    try:
        os.kill(-1, signal.SIGKILL)
    except OSError:
        pass  # Nobody of that user is left.
    finally:
        os.setresuid(0, 0, 0)
    return True
