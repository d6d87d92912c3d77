"""Processes come and go all the time."""

import multiprocessing as mp
import time


def main():
    end = time.monotonic() + 0.8
    while time.monotonic() < end:
        children = [mp.Process(target=abs, args=(-1,)) for _ in range(3)]
        for child in children:
            child.start()
        for child in children:
            child.join()
