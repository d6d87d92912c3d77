"""A POSIX timer (timer_create) sends SIGUSR1 to a paused process."""

import ctypes
import signal
import struct

CLOCK_MONOTONIC, SIGEV_SIGNAL = 1, 0


def main():
    signal.signal(signal.SIGUSR1, lambda *_: None)
    libc = ctypes.CDLL(None, use_errno=True)
    event = ctypes.create_string_buffer(64)
    struct.pack_into("=Qii", event, 0, 0, signal.SIGUSR1, SIGEV_SIGNAL)
    timer = ctypes.c_void_p()
    if libc.timer_create(CLOCK_MONOTONIC, event, ctypes.byref(timer)):
        raise OSError(ctypes.get_errno(), "timer_create")
    spec = struct.pack("=qqqq", 0, 0, 0, 700_000_000)
    libc.timer_settime(timer, 0, spec, None)
    signal.pause()
