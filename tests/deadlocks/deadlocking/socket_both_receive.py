"""Two processes with a socket pair, both receive first.

Pattern: both sides receive first
"""

import os
import socket


def main():
    ours, theirs = socket.socketpair()
    if os.fork() == 0:
        theirs.recv(1)
        os._exit(0)
    ours.recv(1)
