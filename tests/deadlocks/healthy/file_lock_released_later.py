"""flock waits for another process that sleeps with the lock."""

import fcntl
import os
import tempfile
import time


def main():
    with tempfile.NamedTemporaryFile() as file:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            with open(file.name, "w") as again:
                fcntl.flock(again, fcntl.LOCK_EX)
                os.write(writer, b"x")
                time.sleep(0.6)
            os._exit(0)
        os.read(reader, 1)
        with open(file.name, "w") as mine:
            fcntl.flock(mine, fcntl.LOCK_EX)
        os.waitpid(child, 0)
