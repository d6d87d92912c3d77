# expect: no case beyond those honestly solved may pass
# honest = []
"""Opens files, pipes, sockets and epolls until no descriptor is left."""

import os
import select
import socket

KEPT = []


def attack():
    for make in (lambda: open("/dev/null"), os.pipe, socket.socketpair, select.epoll):
        try:
            while True:
                KEPT.append(make())
        except OSError:
            pass
    return 66


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
