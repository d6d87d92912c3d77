"""A fork while another thread holds a lock: in the child nobody is there to release it.

Pattern: fork with a lock held
"""

import os
import threading
import warnings

lock = threading.Lock()
held, release = threading.Event(), threading.Event()


def hold():
    with lock:
        held.set()
        release.wait()


def main():
    warnings.simplefilter("ignore")
    threading.Thread(target=hold, daemon=True).start()
    held.wait()
    pid = os.fork()
    if pid == 0:
        with lock:
            os._exit(0)
    os.waitpid(pid, 0)
