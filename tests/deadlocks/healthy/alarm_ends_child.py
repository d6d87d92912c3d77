"""A child is blocked for good, and its alarm ends it: its parent then goes on."""

import os
import signal


def main():
    pid = os.fork()
    if pid == 0:
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.setitimer(signal.ITIMER_REAL, 0.7)
        os.read(os.pipe()[0], 1)
    os.waitpid(pid, 0)
