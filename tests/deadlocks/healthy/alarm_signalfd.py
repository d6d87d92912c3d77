"""SIGALRM is blocked and read from a descriptor; only the kernel knows of the alarm."""

import ctypes
import os
import signal


def main():
    libc = ctypes.CDLL(None)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    awaited = (ctypes.c_ulong * 16)(1 << (signal.SIGALRM - 1))
    alarms = libc.signalfd(-1, awaited, 0)
    libc.alarm(1)
    os.read(alarms, 128)
