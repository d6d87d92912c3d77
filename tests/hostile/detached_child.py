# expect: no case beyond those honestly solved may pass
# honest = []
"""Forks twice with setsid, goes on spinning, and later writes forged answers to all descriptors."""

import os
import signal
import time

FORGED = b'{"ok": true, "value": 6, "verdict": "AC"}'


def detach():
    if os.fork():
        return
    os.setsid()
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except (OSError, ValueError):
            pass
    if os.fork():
        os._exit(0)
    end = time.monotonic() + 600
    while time.monotonic() < end:
        for fd in range(256):
            try:
                os.write(fd, len(FORGED).to_bytes(4, "big") + FORGED)
            except OSError:
                pass
        if os.fork():
            os._exit(0)


detach()


def add_all(numbers):
    return detach()


def run_jobs(jobs, work):
    return detach()


class Tally:
    def add(self, name, n=1):
        detach()

    def count(self, name):
        return detach()

    @property
    def total(self):
        return detach()
