"""The default action of SIGALRM kills a blocked child: its parent then goes on."""

import os
import signal


def main():
    pid = os.fork()
    if pid == 0:
        signal.setitimer(signal.ITIMER_REAL, 0.7)
        os.read(os.pipe()[0], 1)
    os.waitpid(pid, 0)
