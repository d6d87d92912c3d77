"""inotify sees a file that another process makes later."""

import ctypes
import os
import tempfile
import time

IN_CREATE = 0x100


def main():
    with tempfile.TemporaryDirectory() as folder:
        libc = ctypes.CDLL(None)
        watch = libc.inotify_init()
        libc.inotify_add_watch(watch, folder.encode(), IN_CREATE)
        child = os.fork()
        if child == 0:
            time.sleep(0.6)
            open(os.path.join(folder, "x"), "w").close()
            os._exit(0)
        os.read(watch, 4096)
        os.waitpid(child, 0)
