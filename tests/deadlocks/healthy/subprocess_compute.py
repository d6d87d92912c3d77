"""communicate() with a child that computes before it answers."""

import subprocess
import sys


def main():
    code = "print(sum(n * n for n in range(6_000_000)))"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
