"""Threads run other programs and would give up after a minute, which is never needed.

Safe: they end in milliseconds, and each thread has a program of its own.
"""

import subprocess
import sys
import threading

EXPECTED = [b"hello\n", 0]


def main():
    answers = [None] * 2

    def echo():
        command = [sys.executable, "-S", "-c", "print('hello')"]
        done = subprocess.run(command, capture_output=True, check=True, timeout=60)
        answers[0] = done.stdout

    def true():
        command = [sys.executable, "-S", "-c", ""]
        answers[1] = subprocess.run(command, check=True, timeout=60).returncode

    threads = [threading.Thread(target=job) for job in (echo, true)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
