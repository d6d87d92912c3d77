"""The parent ends; its orphans wait for each other and the leader waits on a pipe they hold.

Pattern: other end of the pipe left open
"""

import os


def main():
    reader, writer = os.pipe()
    if os.fork() == 0:
        if os.fork() == 0:
            ours, _theirs = os.pipe()
            os.read(ours, 1)
        os._exit(0)
    os.close(writer)
    os.wait()
    os.read(reader, 1)
