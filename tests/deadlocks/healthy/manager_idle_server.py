"""A Manager's server idles while the program sleeps between two uses of it."""

import multiprocessing as mp
import time


def main():
    with mp.Manager() as manager:
        box = manager.dict(n=1)
        time.sleep(1.2)
        box["n"] += 1
