"""A child reads its input to the end; the parent waits for it and never closes the pipe.

Pattern: other end of the pipe left open
"""

import subprocess
import sys


def main():
    child = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
    )
    child.wait()
