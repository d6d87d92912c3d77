"""SO_RCVTIMEO ends a receive that shows no time limit in its call."""

import socket
import struct


def main():
    ours, _theirs = socket.socketpair()
    ours.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", 0, 700_000))
    try:
        ours.recv(1)
    except BlockingIOError:
        pass
