"""Children are forked by hand, write into one pipe, and are polled for with WNOHANG.

Safe: writes of a few bytes to a pipe are whole, the sum does not depend on their order.
"""

import os
import time

EXPECTED = (b"123", [1, 2, 3])


def fork(number, writer):
    pid = os.fork()
    if pid == 0:
        os.write(writer, str(number).encode())
        os._exit(number)
    return pid


def main():
    reader, writer = os.pipe()
    pids = [fork(number, writer) for number in (1, 2, 3)]
    os.close(writer)
    codes = {}
    while len(codes) < len(pids):
        for pid in pids:
            if pid not in codes:
                ended, status = os.waitpid(pid, os.WNOHANG)
                if ended:
                    codes[pid] = os.waitstatus_to_exitcode(status)
        time.sleep(0.002)
    written = bytes(sorted(os.read(reader, 100)))
    os.close(reader)
    return written, [codes[pid] for pid in pids]
