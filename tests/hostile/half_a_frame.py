# expect: no case beyond those honestly solved may pass
# honest = []
"""Sends half a frame on every descriptor, keeps it open and falls silent."""

import os
import signal


def attack():
    for fd in range(3, 256):
        try:
            os.write(fd, b'\x00\x00\x00\x40{"ok": tr')
        except OSError:
            pass
    while True:
        signal.pause()


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
