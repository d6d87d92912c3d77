"""A pool whose tasks sleep."""

import multiprocessing as mp
import time


def main():
    with mp.Pool(2) as pool:
        pool.map(time.sleep, [0.3] * 4)
