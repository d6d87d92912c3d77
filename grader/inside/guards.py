"""What might wake a program that looks blocked: each thing here keeps a deadlock from being proved.

The snapshots show that nobody ran between them. These guards show that nobody outside the session
and no clock can end one of its waits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from .procfs import MACHINE, Process, Snapshot, Thread, as_owner, read, read_all, stat
from .sockets import KernelNetwork, Network, has_timeout, is_closed
from .syscalls import ALARM_BIT, ELF_MACHINES
from .words import N_, _

MAX_NESTED_EPOLL = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a descriptor of a process stands for."""

    kind: str
    """`pipe`, `socket`, or the kernel's name for anything else."""
    inode: int | None


@dataclass(slots=True, kw_only=True)
class Surroundings:
    """All that the guards look things up in, for one pair of snapshots."""

    snapshot: Snapshot
    keeper_pid: int
    judge_ends: Collection[int]
    """Inodes of the judge's sockets on which the session rightly waits for the judge."""
    alarm_pending: Callable[[int], bool]
    network: Network = field(init=False)
    foreign: frozenset[int] = field(init=False)
    """Inodes of the pipes that the keeper, the agent and those above them hold."""
    _inside: frozenset[int] | None = None

    def __post_init__(self) -> None:
        self.network = KernelNetwork(self.snapshot.processes[0].pid)
        self.foreign = frozenset(_pipes_above(self.keeper_pid))

    def inside(self) -> frozenset[int]:
        """Return the inodes of the sockets that the session's processes hold."""
        if self._inside is None:
            self._inside = frozenset(_sockets_of(self.snapshot.pids))
        return self._inside


def why_not_closed(around: Surroundings) -> str | None:
    """Say what might still wake the program; None when nothing can."""
    for process in around.snapshot.processes:
        with as_owner(process.pid):
            reason = _why_process_open(process, around)
        if reason:
            return reason
    return None


def _why_process_open(process: Process, around: Surroundings) -> str | None:
    living = [thread for thread in process.threads if not thread.gone]
    if not living:
        return None
    if not _speaks_our_calls(process.pid):
        return _("a program for another kind of processor takes part")
    if reason := _clock(process, living, around):
        return reason
    for thread in living:
        if reason := _why_thread_open(thread, around):
            return reason
    return None


def _speaks_our_calls(pid: int) -> bool:
    """Tell whether the process's program uses the system-call table that we read it with."""
    try:
        head = read(f"/proc/{pid}/exe", 20)
    except OSError:
        return False
    machine = int.from_bytes(head[18:20], "little")
    return head[:5] == b"\x7fELF\x02" and machine == ELF_MACHINES[MACHINE]


def _clock(process: Process, living: list[Thread], around: Surroundings) -> str | None:
    if any(thread.caught_signals & ALARM_BIT for thread in living):
        return _("SIGALRM is caught: an alarm may be set, which the kernel does not show")
    if any(thread.wait.kind == "signal" and _may_wait_for_an_alarm(thread) for thread in living):
        return _(AWAITED)
    if around.alarm_pending(process.pid):
        return _("an alarm is set")
    try:
        timers = read(f"/proc/{process.pid}/timers", 1)
    except FileNotFoundError:
        timers = b""
    except OSError:
        return _("timers cannot be read")
    return _("a timer is set") if timers else None


AWAITED = N_("SIGALRM is blocked: an alarm may be set and waited for")


def _may_wait_for_an_alarm(thread: Thread) -> bool:
    """Tell whether a thread could take a signal that comes, and not by a handler."""
    return bool(thread.blocked_signals & ALARM_BIT)


def _why_thread_open(thread: Thread, around: Surroundings) -> str | None:
    wait = thread.wait
    if wait.kind == "lock":
        return _file_lock(thread.pid, wait.reads[0], around)
    if wait.kind not in {"fds", "epoll"}:
        return None
    for fd in (*wait.reads, *wait.writes):
        if reason := _descriptor(thread, fd, around, MAX_NESTED_EPOLL):
            return reason
    return None


def target(pid: int, fd: int) -> Target | None:
    """Say what a descriptor stands for; None when it is closed or hidden."""
    try:
        name = os.readlink(f"/proc/{pid}/fd/{fd}")
    except OSError:
        return None
    if found := re.fullmatch(r"(pipe|socket):\[(\d+)\]", name):
        return Target(kind=found[1], inode=int(found[2]))
    if name.startswith(("anon_inode:", "pidfd:")):
        return Target(kind=name.removeprefix("anon_inode:").split(":")[0].strip("[]"), inode=None)
    return Target(kind="file", inode=None)


def _descriptor(thread: Thread, fd: int, around: Surroundings, depth: int) -> str | None:
    found = target(thread.pid, fd)
    if found is None:
        return _("a descriptor cannot be read")
    if found.kind == "pipe":
        return _("a pipe leads out of the program") if found.inode in around.foreign else None
    if found.kind == "socket" and found.inode is not None:
        return _socket(thread, fd, found.inode, around)
    if found.kind == "signalfd":
        return _(AWAITED) if _may_wait_for_an_alarm(thread) else None
    if found.kind == "eventfd":
        return None
    return _special(found.kind, thread, fd, around, depth)


def _special(kind: str, thread: Thread, fd: int, around: Surroundings, depth: int) -> str | None:
    if kind == "eventpoll":
        return _epoll(thread, fd, around, depth)
    if kind == "pidfd":
        return _pidfd(thread.pid, fd, around)
    if kind == "timerfd":
        return _timerfd(thread.pid, fd)
    return _("it waits on {kind}, which is not judged", kind=repr(kind))


def _socket(thread: Thread, fd: int, inode: int, around: Surroundings) -> str | None:
    unix = around.network.unix() or {}
    peer = unix[inode].peer if inode in unix else None
    if inode in around.judge_ends or peer in around.judge_ends:
        return None
    if reason := is_closed(inode, around.network, around.inside()):
        return reason
    if not thread.wait.direct:
        return None
    limited = has_timeout(thread.pid, fd)
    if limited is None:
        return _("the time limits of sockets cannot be read here")
    return _("a socket has a time limit of its own") if limited else None


def _epoll(thread: Thread, fd: int, around: Surroundings, depth: int) -> str | None:
    try:
        text = read_all(f"/proc/{thread.pid}/fdinfo/{fd}")
    except OSError:
        return _("a descriptor cannot be read")
    if depth == 0:
        return _("epoll descriptors are nested too deep")
    for member in re.findall(rb"^tfd:\s*(\d+)", text, re.MULTILINE):
        if reason := _descriptor(thread, int(member), around, depth - 1):
            return reason
    return None


def _pidfd(pid: int, fd: int, around: Surroundings) -> str | None:
    found = re.search(rb"^Pid:\s*(-?\d+)", _fdinfo(pid, fd), re.MULTILINE)
    if found and int(found[1]) in around.snapshot.pids:
        return None
    return _("it waits for a process outside the program")


def _timerfd(pid: int, fd: int) -> str | None:
    found = re.search(rb"^it_value: \(0, 0\)", _fdinfo(pid, fd), re.MULTILINE)
    return None if found else _("a timer descriptor is set")


def _fdinfo(pid: int, fd: int) -> bytes:
    try:
        return read(f"/proc/{pid}/fdinfo/{fd}")
    except OSError:
        return b""


def _file_lock(pid: int, fd: int, around: Surroundings) -> str | None:
    """Say why a file lock might be released from outside: its holders must all be inside."""
    try:
        inode = os.stat(f"/proc/{pid}/fd/{fd}").st_ino
        lines = read_all("/proc/locks").decode("ascii", "replace").splitlines()
    except OSError:
        return _("file locks cannot be read")
    holders = {
        int(fields[4])
        for fields in (line.split() for line in lines)
        if "->" not in fields and fields[5].rpartition(":")[2] == str(inode)
    }
    if holders and holders <= around.snapshot.pids:
        return None
    return _("a file lock may be held outside the program")


def _pipes_above(keeper_pid: int) -> Iterator[int]:
    """Yield the pipes that lead out: those that an ancestor of the session or the agent holds."""
    seen = {0}
    todo = [keeper_pid, os.getpid()]
    while todo:
        pid = todo.pop()
        if pid in seen:
            continue
        seen.add(pid)
        yield from _inodes(pid, "pipe")
        if facts := stat(pid):
            todo.append(facts.parent)


def _sockets_of(pids: Collection[int]) -> Iterator[int]:
    for pid in pids:
        yield from _inodes(pid, "socket")


def _inodes(pid: int, kind: str) -> list[int]:
    """List the inodes of one kind of descriptor that a process holds."""
    with as_owner(pid):
        try:
            fds = [int(name) for name in os.listdir(f"/proc/{pid}/fd")]
        except OSError:
            return []
        found = [target(pid, fd) for fd in fds]
    return [one.inode for one in found if one and one.kind == kind and one.inode]
