"""The parent waits for a forkserver child that sleeps."""

import multiprocessing as mp
import time


def main():
    child = mp.get_context("forkserver").Process(target=time.sleep, args=(0.4,))
    child.start()
    child.join()
