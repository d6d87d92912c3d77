# expect: no case beyond those honestly solved may pass
# honest = []
"""Tries mount, unshare, keyctl, io_uring, bpf, userfaultfd, perf, kexec, setns and chroot."""

import ctypes
import os

CALLS = {
    "x86_64": (165, 272, 250, 425, 321, 323, 298, 246, 308, 161, 175, 248, 317),
    "aarch64": (40, 97, 219, 425, 280, 282, 241, 104, 268, 51, 105, 217, 277),
}


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for number in CALLS.get(os.uname().machine, ()):
        libc.syscall(number, 0x10000000, 0, 0, 0, 0)
    libc.unshare(0x10000000 | 0x20000)
    libc.setuid(0)
    libc.prctl(4, 1, 0, 0, 0)
    return None


attack()


def add_all(numbers):
    return attack()


def run_jobs(jobs, work):
    return attack()


class Tally:
    def add(self, name, n=1):
        attack()

    def count(self, name):
        return attack()

    @property
    def total(self):
        return attack()
