"""A timerfd ends an endless read."""

import ctypes
import os
import struct

CLOCK_MONOTONIC = 1


def main():
    libc = ctypes.CDLL(None, use_errno=True)
    timer = libc.timerfd_create(CLOCK_MONOTONIC, 0)
    libc.timerfd_settime(timer, 0, struct.pack("=qqqq", 0, 0, 0, 700_000_000), None)
    os.read(timer, 8)
