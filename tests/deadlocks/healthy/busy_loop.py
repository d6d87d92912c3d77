"""The main thread computes."""

import time


def main():
    end = time.monotonic() + 0.8
    while time.monotonic() < end:
        pass
