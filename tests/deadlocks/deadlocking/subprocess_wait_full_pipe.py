"""Popen.wait with a full output pipe: the classic of the subprocess documentation.

Pattern: join before drain
"""

import subprocess
import sys


def main():
    child = subprocess.Popen(
        [sys.executable, "-c", "print('x' * 1_000_000)"], stdout=subprocess.PIPE
    )
    child.wait()
