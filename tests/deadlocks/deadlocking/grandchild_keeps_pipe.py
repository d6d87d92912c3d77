"""A grandchild inherited the writing end, so the reader never sees the end of the pipe.

Pattern: other end of the pipe left open
"""

import os
import signal


def main():
    reader, writer = os.pipe()
    if os.fork() == 0:
        if os.fork() == 0:
            signal.pause()
        os._exit(0)
    os.close(writer)
    os.read(reader, 1)
