# expect: no case beyond those honestly solved may pass
# honest = []
"""Opens connections to the host, to the metadata address, by vsock, netlink and raw sockets."""

import socket

TARGETS = [("127.0.0.1", 22), ("172.17.0.1", 2375), ("169.254.169.254", 80), ("8.8.8.8", 53)]


def attack():
    for target in TARGETS:
        try:
            with socket.create_connection(target, timeout=0.2) as s:
                s.sendall(b"GET / HTTP/1.0\r\n\r\n")
                return s.recv(4096)
        except OSError:
            pass
    for family, kind, protocol in ((40, 1, 0), (16, 3, 0), (2, 3, 1), (17, 3, 3)):
        try:
            socket.socket(family, kind, protocol)
        except OSError:
            pass
    return None


def add_all(numbers):
    return attack()


def run_jobs(jobs, work):
    return attack()


class Tally:
    def add(self, name, n=1):
        attack()

    def count(self, name):
        return attack()

    @property
    def total(self):
        return attack()
