"""The parent waits for a child that sleeps."""

import multiprocessing as mp
import time


def main():
    child = mp.Process(target=time.sleep, args=(0.8,))
    child.start()
    child.join()
