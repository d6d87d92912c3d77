"""The parent waits for a spawned child: importing takes a while, too."""

import multiprocessing as mp
import time


def main():
    child = mp.get_context("spawn").Process(target=time.sleep, args=(0.4,))
    child.start()
    child.join()
