# expect: no case beyond those honestly solved may pass
# honest = []
"""Raises its own limits, its priority and its share of the machine."""

import os
import resource


def attack():
    for name in dir(resource):
        if name.startswith("RLIMIT_"):
            for limit in ((-1, -1), (2**62, 2**62)):
                try:
                    resource.setrlimit(getattr(resource, name), limit)
                except (OSError, ValueError):
                    pass
    for call in (lambda: os.nice(-20), lambda: os.sched_setscheduler(0, 1, os.sched_param(99))):
        try:
            call()
        except OSError:
            pass
    try:
        open("/sys/fs/cgroup/memory.max", "w").write("max")
    except OSError:
        pass
    return [bytearray(1 << 28) for _ in range(64)]


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
