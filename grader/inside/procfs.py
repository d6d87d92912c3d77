"""Read what the kernel says about the processes of a session, in `/proc`.

A process that has changed its user id and then called exec belongs to that user in `/proc`; one
that has only forked belongs to root. An agent that is root without CAP_DAC_READ_SEARCH may open
neither kind as the other, so each process is read with the file-system user id of its owner
(setfsuid(2) leaves CAP_SYS_PTRACE in force, which the kernel asks for besides).
"""

from __future__ import annotations

import ctypes
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from .syscalls import RUNNING, UNKNOWN, Wait, by_number, decode
from .words import _

TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
MACHINE = os.uname().machine
CAP_DAC_READ_SEARCH = 1 << 2
MAX_LINE = 16_384

_CALLS = by_number(MACHINE) or {}
_STATUS = re.compile(
    rb"State:\t(\w).*?\nSigBlk:\t(\w+).*?\nSigCgt:\t(\w+)"
    rb".*?\nvoluntary_ctxt_switches:\t(\d+)\nnonvoluntary_ctxt_switches:\t(\d+)",
    re.DOTALL,
)


UNREADABLE = "unreadable"
"""Stands for the system call of a thread that the kernel keeps from us (also: while it exits)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """One thread at one moment."""

    pid: int
    tid: int
    name: str
    state: str
    """The kernel's letter: R running, S asleep, D disk, T stopped, t traced, Z zombie."""
    switches: tuple[int, int]
    """How often it was switched out since it began: by its own will, and not."""
    call: str
    """The raw line of `/proc/<pid>/task/<tid>/syscall`."""
    wait: Wait
    blocked_signals: int
    caught_signals: int
    cpu_seconds: float
    queued_seconds: float
    """How long it could have gone on and had no CPU."""

    @property
    def stands_like(self) -> tuple[object, ...]:
        """Return what stays the same as long as the thread does not run for an instant."""
        return (self.pid, self.tid, self.state, self.switches, self.call)

    @property
    def gone(self) -> bool:
        """Tell whether it has ended and only waits to be reaped."""
        return self.state in "ZX"


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One process at one moment, with all of its threads."""

    pid: int
    parent: int
    name: str
    state: str
    started_ticks: int
    """Clock ticks after boot: with the pid, it names a process for good."""
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Every process below a keeper at one moment, or as near to one as reading allows."""

    processes: tuple[Process, ...]

    @property
    def threads(self) -> tuple[Thread, ...]:
        """Return the threads of all processes."""
        return tuple(thread for process in self.processes for thread in process.threads)

    @property
    def pids(self) -> frozenset[int]:
        """Return the ids of all processes."""
        return frozenset(process.pid for process in self.processes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """What one line of `stat` tells."""

    name: str
    state: str
    parent: int
    cpu_seconds: float
    started_ticks: int


def read(path: str, limit: int = MAX_LINE) -> bytes:
    """Return a file's first `limit` bytes. Raises OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(fd, limit)
    finally:
        os.close(fd)


def read_all(path: str, limit: int = 1 << 22) -> bytes:
    """Return a file whole, as far as `limit` bytes. Raises OSError."""
    with open(path, "rb") as file:
        return file.read(limit)


def stat(pid: int, tid: int | None = None) -> Stat | None:
    """Read a process's or a thread's stat line; None when it is gone."""
    try:
        line = read(f"/proc/{pid}/stat" if tid is None else f"/proc/{pid}/task/{tid}/stat")
    except OSError:
        return None
    # The name stands in brackets and may itself contain brackets and spaces.
    head, _, tail = line.rpartition(b")")
    fields = tail.split()
    if len(fields) < 20:
        return None
    return Stat(
        name=head.partition(b"(")[2].decode("utf-8", "replace"),
        state=chr(fields[0][0]),
        parent=int(fields[1]),
        cpu_seconds=(int(fields[11]) + int(fields[12])) / TICKS_PER_SECOND,
        started_ticks=int(fields[19]),
    )


def numbers_in(folder: str) -> list[int]:
    """List the numeric names in a folder of `/proc`, in order; empty when it is gone."""
    try:
        return sorted(int(name) for name in os.listdir(folder) if name.isdigit())
    except OSError:
        return []


def descendants(keeper_pid: int) -> list[int]:
    """List every process below the keeper, from one pass over all processes of this machine."""
    parents = {pid: found.parent for pid in numbers_in("/proc") if (found := stat(pid))}
    return _below(keeper_pid, parents)


def _below(keeper_pid: int, parents: dict[int, int]) -> list[int]:
    children: dict[int, list[int]] = {}
    for pid, parent in parents.items():
        children.setdefault(parent, []).append(pid)
    found: list[int] = []
    todo = [keeper_pid]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return sorted(found)


def near_descendants(keeper_pid: int) -> list[int]:
    """List the processes below the keeper, fast; may miss one that comes or goes meanwhile."""
    found: list[int] = []
    todo = [keeper_pid]
    while todo:
        pid = todo.pop()
        for tid in numbers_in(f"/proc/{pid}/task"):
            try:
                below = [int(text) for text in read(f"/proc/{pid}/task/{tid}/children").split()]
            except FileNotFoundError:
                if not CHILDREN_LISTED:
                    return descendants(keeper_pid)
                continue
            except OSError:
                continue
            found += below
            todo += below
    return sorted(found)


CHILDREN_LISTED = os.path.exists(f"/proc/self/task/{os.getpid()}/children")
"""Whether this kernel was built with CONFIG_PROC_CHILDREN."""


def _must_change_user() -> bool:
    if os.geteuid() != 0:
        return False
    found = re.search(rb"CapEff:\t(\w+)", read_all("/proc/self/status"))
    return found is not None and not int(found[1], 16) & CAP_DAC_READ_SEARCH


_CHANGES_USER = _must_change_user()
_LIBC = ctypes.CDLL(None, use_errno=True)


@contextmanager
def as_owner(pid: int) -> Iterator[None]:
    """Read `/proc/<pid>` as the user whom it belongs to. For single-threaded agents."""
    if not _CHANGES_USER:
        yield
        return
    try:
        # Not the folder's owner: the files of a process that changed its user are root's.
        owner = os.stat(f"/proc/{pid}/syscall").st_uid
    except OSError:
        owner = 0
    before = _LIBC.setfsuid(owner)
    try:
        yield
    finally:
        _LIBC.setfsuid(before)


def memory(pid: int, address: int, size: int) -> bytes | None:
    """Read a piece of a process's memory; None where that cannot be."""
    try:
        fd = os.open(f"/proc/{pid}/mem", os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return None
    try:
        return os.pread(fd, size, address)
    except (OSError, OverflowError):
        return None
    finally:
        os.close(fd)


def read_thread(pid: int, tid: int, *, cpu: bool = False) -> Thread | None:
    """Read one thread, its switch counters before what it does; None when it is gone."""
    try:
        status = read(f"/proc/{pid}/task/{tid}/status")
    except OSError:
        return None
    found = _STATUS.search(status)
    if found is None:
        return None
    state, blocked, caught, willing, unwilling = found.groups()
    call = _call(pid, tid) if state not in b"ZX" else "gone"
    used = stat(pid, tid) if cpu else None
    return Thread(
        pid=pid,
        tid=tid,
        name=status.partition(b"\n")[0].removeprefix(b"Name:\t").decode("utf-8", "replace"),
        state=state.decode(),
        switches=(int(willing), int(unwilling)),
        call=call,
        wait=_wait(pid, state, call),
        blocked_signals=int(blocked, 16),
        caught_signals=int(caught, 16),
        cpu_seconds=used.cpu_seconds if used else 0.0,
        queued_seconds=_queued_seconds(pid, tid) if cpu else 0.0,
    )


def _queued_seconds(pid: int, tid: int) -> float:
    """Return how long a thread has waited for a CPU; 0 where the kernel does not count."""
    try:
        return int(read(f"/proc/{pid}/task/{tid}/schedstat").split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def _call(pid: int, tid: int) -> str:
    try:
        return read(f"/proc/{pid}/task/{tid}/syscall").decode("ascii", "replace").strip()
    except OSError:
        return UNREADABLE


def _wait(pid: int, state: bytes, call: str) -> Wait:
    if call == "running" or state == b"R":
        return RUNNING
    words = call.split()
    # "-1 sp pc" is a thread that is blocked outside a system call, for instance in a page fault.
    if state != b"S" or len(words) != 9:
        return UNKNOWN
    args = tuple(int(word, 16) for word in words[1:7])
    return decode(_CALLS, int(words[0]), args, lambda address, size: memory(pid, address, size))


def read_process(pid: int, *, cpu: bool = False) -> Process | None:
    """Read one process with all of its threads; None when it is gone."""
    facts = stat(pid)
    if facts is None:
        return None
    with as_owner(pid):
        threads = tuple(
            thread
            for tid in numbers_in(f"/proc/{pid}/task")
            if (thread := read_thread(pid, tid, cpu=cpu))
        )
    return Process(
        pid=pid,
        parent=facts.parent,
        name=facts.name,
        state=facts.state,
        started_ticks=facts.started_ticks,
        threads=threads,
    )


def snapshot(keeper_pid: int) -> Snapshot:
    """Read every thread of every process below the keeper."""
    pids = descendants(keeper_pid)
    found = (read_process(pid, cpu=True) for pid in pids)
    return Snapshot(processes=tuple(process for process in found if process))


def why_unavailable() -> str | None:
    """Say why nothing can be proved on this machine; None when it can."""
    if not _CALLS:
        return _("system calls of {machine} are not known", machine=MACHINE)
    try:
        line = read("/proc/self/syscall")
    except OSError as error:
        return _("/proc/<pid>/syscall cannot be read: {error}", error=error.strerror)
    if not re.fullmatch(rb"\d+( 0x[0-9a-f]+){8}\n|running\n", line):
        return _("/proc/<pid>/syscall has an unknown form")
    return None
