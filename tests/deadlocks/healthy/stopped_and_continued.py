"""A child is stopped; another one continues it after a while."""

import os
import signal
import time


def main():
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(writer)
        os.read(reader, 1)
        os._exit(0)
    os.kill(child, signal.SIGSTOP)
    if (waker := os.fork()) == 0:
        time.sleep(0.7)
        os.kill(child, signal.SIGCONT)
        os._exit(0)
    os.close(writer)
    os.waitpid(waker, 0)
    os.waitpid(child, 0)
