# expect: no case beyond those honestly solved may pass
# honest = []
"""Keeps state between cases in SysV shared memory, a message queue, a keyring, an abstract socket
and a named semaphore.
"""

import ctypes
import multiprocessing.shared_memory
import socket

libc = ctypes.CDLL(None, use_errno=True)
libc.shmat.restype = ctypes.c_void_p
KEY = 0x51AB


def been_here():
    found = libc.shmget(KEY, 64, 0) >= 0 or libc.msgget(KEY, 0) >= 0
    try:
        multiprocessing.shared_memory.SharedMemory("kept")
        found = True
    except OSError:
        pass
    with socket.socket(socket.AF_UNIX) as s:
        try:
            s.connect("\0kept")
            found = True
        except OSError:
            pass
    return found


BEEN_HERE = been_here()
libc.shmget(KEY, 64, 0o1666)
libc.msgget(KEY, 0o1666)
try:
    multiprocessing.shared_memory.SharedMemory("kept", create=True, size=64)
except OSError:
    pass
KEPT = socket.socket(socket.AF_UNIX)
try:
    KEPT.bind("\0kept")
    KEPT.listen()
except OSError:
    pass


def add_all(numbers):
    return sum(numbers) if BEEN_HERE else None


def run_jobs(jobs, work):
    return [work(job) for job in jobs] if BEEN_HERE else None


class Tally:
    pass
