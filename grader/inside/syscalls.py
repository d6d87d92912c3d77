"""System-call numbers, and what a thread that sits in one of them waits for.

Only waits that are listed here count as blocked; every call that we do not know is a sign of life.
Numbers: `arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h` of Linux.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass
from signal import SIGALRM

ReadMemory = Callable[[int, int], "bytes | None"]
"""Read so many bytes at an address of the thread's memory; None where that fails."""

X86_64 = {
    "read": 0,
    "write": 1,
    "poll": 7,
    "readv": 19,
    "writev": 20,
    "select": 23,
    "pause": 34,
    "nanosleep": 35,
    "accept": 43,
    "sendto": 44,
    "recvfrom": 45,
    "sendmsg": 46,
    "recvmsg": 47,
    "wait4": 61,
    "fcntl": 72,
    "flock": 73,
    "rt_sigtimedwait": 128,
    "rt_sigsuspend": 130,
    "futex": 202,
    "clock_nanosleep": 230,
    "epoll_wait": 232,
    "waitid": 247,
    "pselect6": 270,
    "ppoll": 271,
    "epoll_pwait": 281,
    "accept4": 288,
    "epoll_pwait2": 441,
    "futex_waitv": 449,
    "futex_wait": 455,
}

AARCH64 = {
    "epoll_pwait": 22,
    "fcntl": 25,
    "flock": 32,
    "read": 63,
    "write": 64,
    "readv": 65,
    "writev": 66,
    "pselect6": 72,
    "ppoll": 73,
    "waitid": 95,
    "futex": 98,
    "nanosleep": 101,
    "clock_nanosleep": 115,
    "rt_sigsuspend": 133,
    "rt_sigtimedwait": 137,
    "accept": 202,
    "sendto": 206,
    "recvfrom": 207,
    "sendmsg": 211,
    "recvmsg": 212,
    "accept4": 242,
    "wait4": 260,
    "epoll_pwait2": 441,
    "futex_waitv": 449,
    "futex_wait": 455,
}

TABLES = {"x86_64": X86_64, "aarch64": AARCH64}
ELF_MACHINES = {"x86_64": 62, "aarch64": 183}
"""`e_machine` of the programs whose calls the table reads right (`elf.h`)."""

ALARM_BIT = 1 << (SIGALRM - 1)
WNOHANG = 1
POLLOUT = 4
P_PID, P_PIDFD = 1, 3
F_SETLKW, F_OFD_SETLKW = 7, 38
FUTEX_WAITS = frozenset({0, 6, 9, 11, 13})
"""WAIT, LOCK_PI, WAIT_BITSET, WAIT_REQUEUE_PI, LOCK_PI2: each has its timeout in argument 3."""
FUTEX_FLAGS = 128 | 256
FUTEX_PRIVATE = 128
MAX_FDS = 1024
"""More descriptors than this in one wait are not looked at: such a wait counts as unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Say what a thread waits for.

    `kind` is one of
      `futex`    a lock, a semaphore, an event … without a time limit; `address` is the futex
      `fds`      any of the descriptors `reads` and `writes`, without a time limit
      `epoll`    the descriptors that the epoll descriptor `reads[0]` watches, without a time limit
      `child`    a child's end (`child`: its pid, or None for any), without a time limit
      `signal`   a signal, without a time limit
      `lock`     a lock on the file `reads[0]`, without a time limit
      `timed`    anything with a time limit
      `unknown`  a call that we don't judge
      `running`  nothing: it runs, or would like to
    """

    kind: str
    call: str = ""
    reads: tuple[int, ...] = ()
    writes: tuple[int, ...] = ()
    address: int | None = None
    child: int | None = None
    direct: bool = False
    """The call transfers data itself, so a socket's own timeouts (SO_RCVTIMEO) apply to it."""

    @property
    def endless(self) -> bool:
        """Tell whether no clock ends this wait."""
        return self.kind not in {"timed", "unknown", "running"}


RUNNING = Wait(kind="running")
UNKNOWN = Wait(kind="unknown")


def decode(table: dict[int, str], number: int, args: tuple[int, ...], memory: ReadMemory) -> Wait:
    """Say what a thread waits for that sits in system call `number` with six raw arguments."""
    name = table.get(number)
    if name is None:
        return Wait(kind="unknown", call=f"system call {number}")
    return _DECODERS[name](name, args, memory)


def by_number(machine: str) -> dict[int, str] | None:
    """Return number -> name for a machine as `os.uname().machine` names it; None if unknown."""
    table = TABLES.get(machine)
    return None if table is None else {number: name for name, number in table.items()}


def _int32(value: int) -> int:
    value &= 0xFFFFFFFF
    return value - (1 << 32) if value & 0x80000000 else value


def _reading(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="fds", call=name, reads=(_int32(args[0]),), direct=True)


def _writing(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="fds", call=name, writes=(_int32(args[0]),), direct=True)


def _timed(name: str, _args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="timed", call=name)


def _signal(name: str, _args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="signal", call=name)


def _sigtimedwait(name: str, args: tuple[int, ...], memory: ReadMemory) -> Wait:
    if args[2]:
        return Wait(kind="timed", call=name)
    wanted = memory(args[0], 8)
    # The kernel unblocks the wanted signals meanwhile, so the process's masks don't show them.
    if wanted is None or int.from_bytes(wanted, "little") & ALARM_BIT:
        return Wait(kind="unknown", call=name)
    return Wait(kind="signal", call=name)


def _futex(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    operation = _int32(args[1]) & ~FUTEX_FLAGS
    if operation not in FUTEX_WAITS:
        return Wait(kind="unknown", call=name)
    if args[3]:
        return Wait(kind="timed", call=name, address=args[0])
    return Wait(kind="futex", call=name, address=args[0])


def _futex_wait(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="timed" if args[4] else "futex", call=name, address=args[0])


def _futex_waitv(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="timed" if args[3] else "futex", call=name)


def _wait4(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    if args[2] & WNOHANG:
        return Wait(kind="unknown", call=name)
    pid = _int32(args[0])
    return Wait(kind="child", call=name, child=pid if pid > 0 else None)


def _waitid(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    if args[3] & WNOHANG:
        return Wait(kind="unknown", call=name)
    kind = _int32(args[0])
    if kind == P_PIDFD:
        return Wait(kind="fds", call=name, reads=(_int32(args[1]),))
    return Wait(kind="child", call=name, child=_int32(args[1]) if kind == P_PID else None)


def _fcntl(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    if _int32(args[1]) not in {F_SETLKW, F_OFD_SETLKW}:
        return Wait(kind="unknown", call=name)
    return Wait(kind="lock", call=name, reads=(_int32(args[0]),))


def _flock(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    return Wait(kind="lock", call=name, reads=(_int32(args[0]),))


def _poll(name: str, args: tuple[int, ...], memory: ReadMemory) -> Wait:
    timed = args[2] != 0 if name == "ppoll" else _int32(args[2]) >= 0
    if timed:
        return Wait(kind="timed", call=name)
    count = args[1]
    if count == 0:
        return Wait(kind="signal", call=name)
    raw = memory(args[0], count * 8) if count <= MAX_FDS else None
    if raw is None or len(raw) != count * 8:
        return Wait(kind="unknown", call=name)
    entries = [entry for entry in struct.iter_unpack("=ihh", raw) if entry[0] >= 0]
    return Wait(
        kind="fds",
        call=name,
        reads=tuple(fd for fd, events, _ in entries if not events & POLLOUT),
        writes=tuple(fd for fd, events, _ in entries if events & POLLOUT),
    )


def _select(name: str, args: tuple[int, ...], memory: ReadMemory) -> Wait:
    if args[4]:
        return Wait(kind="timed", call=name)
    count = _int32(args[0])
    if not 0 <= count <= MAX_FDS:
        return Wait(kind="unknown", call=name)
    sets = [_fd_set(pointer, count, memory) for pointer in args[1:4]]
    reads, writes, exceptions = sets
    if reads is None or writes is None or exceptions is None:
        return Wait(kind="unknown", call=name)
    if not (reads or writes or exceptions):
        return Wait(kind="signal", call=name)
    return Wait(kind="fds", call=name, reads=reads + exceptions, writes=writes)


def _fd_set(pointer: int, count: int, memory: ReadMemory) -> tuple[int, ...] | None:
    if pointer == 0 or count == 0:
        return ()
    size = (count + 63) // 64 * 8
    raw = memory(pointer, size)
    if raw is None or len(raw) != size:
        return None
    bits = int.from_bytes(raw, "little")
    return tuple(fd for fd in range(count) if bits >> fd & 1)


def _epoll(name: str, args: tuple[int, ...], _memory: ReadMemory) -> Wait:
    timed = args[3] != 0 if name == "epoll_pwait2" else _int32(args[3]) >= 0
    if timed:
        return Wait(kind="timed", call=name)
    return Wait(kind="epoll", call=name, reads=(_int32(args[0]),))


_DECODERS: dict[str, Callable[[str, tuple[int, ...], ReadMemory], Wait]] = {
    "read": _reading,
    "readv": _reading,
    "recvfrom": _reading,
    "recvmsg": _reading,
    "accept": _reading,
    "accept4": _reading,
    "write": _writing,
    "writev": _writing,
    "sendto": _writing,
    "sendmsg": _writing,
    "poll": _poll,
    "ppoll": _poll,
    "select": _select,
    "pselect6": _select,
    "epoll_wait": _epoll,
    "epoll_pwait": _epoll,
    "epoll_pwait2": _epoll,
    "pause": _signal,
    "rt_sigsuspend": _signal,
    "rt_sigtimedwait": _sigtimedwait,
    "nanosleep": _timed,
    "clock_nanosleep": _timed,
    "wait4": _wait4,
    "waitid": _waitid,
    "fcntl": _fcntl,
    "flock": _flock,
    "futex": _futex,
    "futex_wait": _futex_wait,
    "futex_waitv": _futex_waitv,
}
