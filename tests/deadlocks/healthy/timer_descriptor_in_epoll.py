"""The same behind epoll, without a time limit of its own."""

import ctypes
import select
import struct

CLOCK_MONOTONIC = 1


def main():
    libc = ctypes.CDLL(None, use_errno=True)
    timer = libc.timerfd_create(CLOCK_MONOTONIC, 0)
    libc.timerfd_settime(timer, 0, struct.pack("=qqqq", 0, 0, 0, 700_000_000), None)
    with select.epoll() as poller:
        poller.register(timer, select.EPOLLIN)
        poller.poll()
