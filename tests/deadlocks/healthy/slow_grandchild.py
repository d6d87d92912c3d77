"""The program waits for the end of a pipe that a sleeping grandchild holds."""

import os
import time


def main():
    reader, writer = os.pipe()
    if os.fork() == 0:
        if os.fork() == 0:
            time.sleep(0.8)
        os._exit(0)
    os.close(writer)
    os.wait()
    os.read(reader, 1)
