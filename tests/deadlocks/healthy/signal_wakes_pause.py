"""A child sends its parent a signal after a while."""

import os
import signal
import time


def main():
    signal.signal(signal.SIGUSR1, lambda *_: None)
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        time.sleep(0.7)
        os.kill(parent, signal.SIGUSR1)
        os._exit(0)
    signal.pause()
    os.waitpid(child, 0)
