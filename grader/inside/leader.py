"""The leader of a session: drops every right, and serves the judge with the student's code."""

from __future__ import annotations

import os
import resource
import signal
import sys
import traceback
from typing import Any, NoReturn

from . import seccomp, session

LANE_FD = 3


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
    close_all_but({0, 1, 2, LANE_FD})


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


def become(uid: int) -> None:
    """Give up every right but those of the user `uid`, for good."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)


def close_all_but(keep: set[int]) -> None:
    """Close every descriptor of this process but these."""
    for entry in os.listdir("/proc/self/fd"):
        if int(entry) not in keep:
            try:
                os.close(int(entry))
            except OSError:
                pass  # The listing's own descriptor.
