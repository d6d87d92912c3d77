# expect: no case beyond those honestly solved may pass
# honest = []
"""Changes the working directory and the umask and deletes all files it can, its own first."""

import os
import shutil
import sys

for path in (os.path.abspath(__file__), os.path.dirname(os.path.abspath(__file__)), "/sub", "/tmp",
             "/dev/shm", *sys.path):
    if path.startswith(("/sub", "/tmp/", "/dev/shm")):
        shutil.rmtree(path, ignore_errors=True)
        try:
            os.unlink(path)
        except OSError:
            pass
os.umask(0o777)
try:
    os.chdir("/proc/self/task")
except OSError:
    pass
sys.path[:] = ["/nowhere"]
sys.modules.clear()


def add_all(numbers):
    return None


def run_jobs(jobs, work):
    return None


class Tally:
    def add(self, name, n=1):
        None

    def count(self, name):
        return None

    @property
    def total(self):
        return None
