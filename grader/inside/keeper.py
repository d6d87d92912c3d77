"""The life of a session's processes: zygote, keeper, leader.

    agent ── zygote             forks keepers, one ahead of need; holds no data of any case
              └─ keeper         subreaper: every orphan of the session becomes its child
                  └─ leader     session id, user id, rlimits, seccomp of its own; student code
                      └─ …      whatever the student starts

Because the keeper is a subreaper, "it has no children left" proves that nothing of the session is
left: each descendant's chain of parents ends at it.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time
import traceback
from typing import Any, NoReturn

from . import journal, processes, seccomp, session, wipe
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


def start_zygote() -> socket.socket:
    """Fork the zygote; return the socket on which it takes requests."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    if os.fork() == 0:
        try:
            _close_all_but({theirs.fileno(), 2})
            _zygote(theirs)
        finally:
            os._exit(70)
    theirs.close()
    return ours


def request(zygote: socket.socket, config: dict[str, Any], fds: list[int]) -> None:
    """Ask for a session: descriptors are lane, stdout, stderr, and the keeper's control."""
    socket.send_fds(zygote, [json.dumps(config).encode()], fds)


def _zygote(requests: socket.socket) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    journal.preload()
    seccomp.preload()
    gc.collect()
    gc.freeze()
    while _have_keeper(requests):
        pass


def _have_keeper(requests: socket.socket) -> bool:
    """Fork a keeper ahead of need; return once it has its session, or False when none will come."""
    taken, take = os.pipe()
    try:
        if os.fork() == 0:
            _keep(requests, take)
    except OSError:
        return _refuse(requests)
    finally:
        os.close(take)
    try:
        return bool(os.read(taken, 1)) or not _is_over(requests)
    finally:
        os.close(taken)


def _refuse(requests: socket.socket) -> bool:
    """Drop the next request, since no keeper is to be had: its control socket closes, which tells.

    Returns False when the agent has hung up.
    """
    message, fds, _, _ = socket.recv_fds(requests, 1 << 16, 8)
    for fd in fds:
        os.close(fd)
    return bool(message)


def _is_over(requests: socket.socket) -> bool:
    """Tell whether the agent has hung up; else it was the keeper that went away."""
    try:
        return not requests.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except BlockingIOError:
        return False


def _keep(requests: socket.socket, take: int) -> NoReturn:
    try:
        message, fds, _, _ = socket.recv_fds(requests, 1 << 16, 8)
        if message:
            os.write(take, b"1")
            os.close(take)
            requests.close()
            Keeper(json.loads(message), fds).run()
    finally:
        os._exit(0)


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
        self._director = _direct(config)
        self._said = b""
        self._leader = os.fork()
        if self._leader == 0:
            lead(config, fds[:3])
        for fd in fds[:3]:
            os.close(fd)

    def run(self) -> None:
        """Serve until the session is gone."""
        self._tell(leader=self._leader)
        while True:
            control, director = self._control.fileno(), self._director
            sources: list[Any] = [control, self._wake, *([director] if director else [])]
            ready, _, _ = select.select(sources, [], [], director.timeout() if director else None)
            if director is not None:
                director.serve()
            if self._wake in ready:
                os.read(self._wake, 4096)
                self._reap()
            if control in ready and self._is_told_to_end():
                self._end()
                return

    def _is_told_to_end(self) -> bool:
        """Take in what the agent says; that it hangs up is the end, too."""
        said = self._control.recv(4096)
        *lines, self._said = (self._said + said).split(b"\n")
        for what, *numbers in map(bytes.split, lines):
            if self._director is not None and what == WAITS:
                self._director.judge_waits(*map(int, numbers))
            elif self._director is not None and what == HOLDS:
                self._director.judge_holds(*map(int, numbers))
        return not said or END in lines

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


def _direct(config: dict[str, Any]) -> Director | None:
    """Return who says which task goes next, where that is to be said."""
    schedule = config.get("schedule")
    if schedule is None or schedule["strategy"] == "delays":
        return None
    name = f"steps-{os.getpid()}-{os.urandom(6).hex()}.sock"
    config["steps"] = address = os.path.join(os.path.dirname(config["address"]), name)
    return Director(address, schedule, config["uid"])


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


def become(uid: int) -> None:
    """Give up every right but those of the user `uid`, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def lead(config: dict[str, Any], fds: list[int]) -> NoReturn:
    """Turn this process into the leader and serve the judge. Never returns."""
    try:
        lane, out, err = fds
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        _settle_descriptors(lane, out, err)
        os.setsid()
        _restrict(config)
        seccomp.install()
        session.serve(config, LANE_FD)
    except BaseException:
        traceback.print_exc()
        os._exit(70)
    os._exit(0)


LANE_FD = 3


def _settle_descriptors(lane: int, out: int, err: int) -> None:
    """Leave the leader 0 (nothing), 1 and 2 (pipes to the agent), and 3 (its lane)."""
    high = [
        os.dup2(fd, 200 + index, inheritable=False) for index, fd in enumerate((out, err, lane))
    ]
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(high[0], 1)
    os.dup2(high[1], 2)
    os.dup2(high[2], LANE_FD, inheritable=False)
    _close_all_but({0, 1, 2, LANE_FD})


def _close_all_but(keep: set[int]) -> None:
    for entry in os.listdir("/proc/self/fd"):
        if int(entry) not in keep:
            try:
                os.close(int(entry))
            except OSError:
                pass  # The listing's own descriptor.


def _restrict(config: dict[str, Any]) -> None:
    limits = config["limits"]
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("1000")
    cpu_seconds = int(limits["cpu_seconds"]) + 1
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)
    _limit(resource.RLIMIT_FSIZE, limits["file_bytes"])
    _limit(resource.RLIMIT_NOFILE, limits["open_files"])
    if config["uid"] is not None:
        _limit(resource.RLIMIT_NPROC, limits["processes"])
        become(config["uid"])
    if not config["counted"]:
        # No cgroup counts for us: the kernel's per-process data ceiling is the nearest thing.
        _limit(resource.RLIMIT_DATA, limits["memory_bytes"])
    home = config["home"]
    os.mkdir(home, 0o700)
    os.chdir(home)
    os.umask(0o077)
    os.environ.clear()
    os.environ.update(
        HOME=home, TMPDIR=config["scratch"][0], LANG="C.UTF-8", PATH="/usr/local/bin:/usr/bin:/bin",
        PYTHONUNBUFFERED="1", PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1",
        USER="student", LOGNAME="student",
    )  # fmt: skip
    sys.dont_write_bytecode = True


def _limit(kind: int, soft: int, hard: int | None = None) -> None:
    hard = soft if hard is None else hard
    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    resource.setrlimit(kind, (soft, hard))
