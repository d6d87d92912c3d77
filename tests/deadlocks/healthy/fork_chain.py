"""Each process forks the next and waits for it; the last one sleeps."""

import os
import time


def main():
    children = []
    for _ in range(5):
        pid = os.fork()
        if pid:
            os.waitpid(pid, 0)
            if children:
                os._exit(0)
            return
        children.append(os.getpid())
        time.sleep(0.05)
    time.sleep(0.6)
    os._exit(0)
