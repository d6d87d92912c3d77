"""Take kernel features from the student's processes for good: no_new_privs and a seccomp filter.

What a concurrent Python program needs stays: processes, threads, pipes, sockets, futexes, POSIX
semaphores and shared memory. What goes is what escapes a session (System V IPC outlives it, keys
are shared beyond it, ptrace reaches into its neighbours), what hides from the watcher (io_uring
waits in no system call, a process can make itself unreadable), and what the kernel has most of its
holes in. Docker's own profile lets some of these through, and bubblewrap has none at all.

Sources: seccomp(2), bpf(4), `include/uapi/linux/{audit,filter,seccomp,sched,prctl}.h`; numbers from
`arch/x86/entry/syscalls/syscall_64.tbl` and `include/uapi/asm-generic/unistd.h`.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
from functools import cache

MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
"""By `os.uname().machine`: the column in the table below, and AUDIT_ARCH_*."""

# fmt: off
NUMBERS: dict[str, tuple[int | None, int | None]] = {
    # looking into, and taking from, other processes
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "pidfd_getfd": (438, 438),
    # System V IPC and POSIX message queues
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195), "shmdt": (67, 197),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "mq_open": (240, 180), "mq_unlink": (241, 181),
    # large parts of the kernel that no exercise needs
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "seccomp": (317, 277), "fanotify_init": (300, 262), "uselib": (134, None),
    "mbind": (237, 235), "set_mempolicy": (238, 237), "set_mempolicy_home_node": (450, 450),
    "migrate_pages": (256, 238), "move_pages": (279, 239),
    "modify_ldt": (154, None), "iopl": (172, None), "ioperm": (173, None),
    # file systems
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "move_mount": (429, 429), "open_tree": (428, 428), "open_tree_attr": (467, 467),
    "mount_setattr": (442, 442), "quotactl": (179, 60), "quotactl_fd": (443, 443),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    # namespaces and the machine itself
    "unshare": (272, 97), "setns": (308, 268), "swapon": (167, 224), "swapoff": (168, 225),
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "reboot": (169, 142),
    "init_module": (175, 105), "finit_module": (313, 273), "delete_module": (176, 106),
    "settimeofday": (164, 170), "clock_settime": (227, 112), "clock_adjtime": (305, 266),
    "adjtimex": (159, 171), "sethostname": (170, 161), "setdomainname": (171, 162),
    "acct": (163, 89), "syslog": (103, 116), "vhangup": (153, 58),
    # judged by an argument, see ARGUMENTS
    "clone": (56, 220), "clone3": (435, 435), "socket": (41, 198), "socketpair": (53, 199),
    "ioctl": (16, 29), "prctl": (157, 167), "personality": (135, 92),
}
# fmt: on
"""System call -> its number on x86-64 and on aarch64; None where the machine has no such call."""

_NEW_NAMESPACES = 0x7E020000
"""CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET."""
_FAMILIES = (1, 2, 10)
"""AF_UNIX, AF_INET, AF_INET6. Without AF_NETLINK, libc looks names up by other means."""
_TERMINAL_INPUT = (0x5412, 0x541C)
"""TIOCSTI and TIOCLINUX: typing into the terminal of whoever runs the grader."""
_HIDING = (4, 22)
"""PR_SET_DUMPABLE would hide a process from the watcher; PR_SET_SECCOMP is like `seccomp`."""
_ASK = (0xFFFFFFFF,)
"""The argument with which `personality` only tells."""

ANY_BIT, ANY_OF, NONE_OF = "any bit", "any of", "none of"
ARGUMENTS: dict[str, tuple[int, str, tuple[int, ...], int]] = {
    "clone": (0, ANY_BIT, (_NEW_NAMESPACES,), errno.EPERM),
    "clone3": (0, NONE_OF, (), errno.ENOSYS),  # flags in memory: libc then uses clone
    "socket": (0, NONE_OF, _FAMILIES, errno.EAFNOSUPPORT),
    "socketpair": (0, NONE_OF, _FAMILIES, errno.EAFNOSUPPORT),
    "ioctl": (1, ANY_OF, _TERMINAL_INPUT, errno.EPERM),
    "prctl": (0, ANY_OF, _HIDING, errno.EPERM),
    "personality": (0, NONE_OF, _ASK, errno.EPERM),
}
"""Refused with this error when the argument with this index, its low 32 bits, fits so."""

_LOAD, _EQUAL, _AT_LEAST, _HAS_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _KILL_PROCESS, _REFUSE = 0x7FFF0000, 0x80000000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16
"""Offsets in `struct seccomp_data`; an argument has 8 bytes, the low ones first."""
_X32_BIT = 0x40000000

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC = 1, 1


def preload() -> None:
    """Make the filter once, in a zygote, for all its sessions."""
    machine = os.uname().machine
    if machine in MACHINES:
        program(machine)


def install() -> bool:
    """Filter all threads of this process and whatever it starts; return False on other machines.

    There only no_new_privs is set. Raises OSError where the kernel refuses.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    _call(libc.prctl, _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    machine = os.uname().machine
    if machine not in MACHINES or sys.maxsize < 1 << 32:
        return False
    code = program(machine)
    steps = ctypes.create_string_buffer(code, len(code))
    listing = ctypes.create_string_buffer(
        struct.pack("@HP", len(code) // 8, ctypes.addressof(steps))
    )  # struct sock_fprog
    number = NUMBERS["seccomp"][MACHINES[machine][0]]
    _call(libc.syscall, number, _SECCOMP_SET_MODE_FILTER, _SECCOMP_FILTER_FLAG_TSYNC, listing)
    return True


@cache
def program(machine: str) -> bytes:
    """Return the filter for a machine: a list of `struct sock_filter`."""
    column, architecture = MACHINES[machine]
    code = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, skip=1),
        _step(_RETURN, _KILL_PROCESS),
        _step(_LOAD, _NUMBER),
    ]
    if machine == "x86_64":
        code += [_step(_AT_LEAST, _X32_BIT, otherwise=1), _step(_RETURN, _REFUSE | errno.EPERM)]
    numbers = {name: row[column] for name, row in NUMBERS.items()}
    for first, last in _ranges({numbers[name] for name in numbers if name not in ARGUMENTS}):
        code += [
            _step(_AT_LEAST, first, otherwise=2),
            _step(_AT_LEAST, last + 1, skip=1),
            _step(_RETURN, _REFUSE | errno.EPERM),
        ]
    for name, rule in ARGUMENTS.items():
        number, tested = numbers[name], _argument_test(*rule)
        if number is not None:
            code += [_step(_EQUAL, number, otherwise=len(tested)), *tested]
    return b"".join([*code, _step(_RETURN, _ALLOW)])


def _argument_test(index: int, kind: str, values: tuple[int, ...], error: int) -> list[bytes]:
    """Return the steps that end in a refusal where the argument fits, else in leave."""
    refuse, allow = _step(_RETURN, _REFUSE | error), _step(_RETURN, _ALLOW)
    compare = _HAS_BITS if kind == ANY_BIT else _EQUAL
    hit, miss = (allow, refuse) if kind == NONE_OF else (refuse, allow)
    tests = [
        _step(compare, value, skip=len(values) - place) for place, value in enumerate(values)
    ]  # each skips the tests after it, and the return of the miss
    return [_step(_LOAD, _ARGUMENT + 8 * index), *tests, miss, hit]


def _ranges(numbers: set[int | None]) -> list[tuple[int, int]]:
    """Join neighbours: a range costs as many steps as a number by itself."""
    found: list[tuple[int, int]] = []
    for number in sorted(number for number in numbers if number is not None):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _step(operation: int, value: int, *, skip: int = 0, otherwise: int = 0) -> bytes:
    """Return one instruction; a test skips so many of the next where it holds, and otherwise."""
    return struct.pack("=HBBI", operation, skip, otherwise, value)


def _call(function: ctypes._NamedFuncPointer, *arguments: object) -> None:
    longs = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result = function(*longs)
    if result != 0:
        # with TSYNC a positive result is the id of a thread that has a filter of its own
        number = ctypes.get_errno() if result < 0 else errno.EBUSY
        raise OSError(number, f"seccomp: {os.strerror(number)}")
