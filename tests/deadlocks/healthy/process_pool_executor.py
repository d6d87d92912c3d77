"""A ProcessPoolExecutor whose tasks sleep, spawned."""

import multiprocessing as mp
import time
from concurrent.futures import ProcessPoolExecutor


def main():
    with ProcessPoolExecutor(2, mp_context=mp.get_context("spawn")) as executor:
        list(executor.map(time.sleep, [0.4, 0.2]))
