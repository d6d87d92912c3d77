"""A ProcessPoolExecutor's task waits for an Event that only the parent could set, after the task.

Pattern: Event never set
"""

import multiprocessing as mp
from concurrent.futures import ProcessPoolExecutor

context = mp.get_context("fork")
go = context.Event()


def work():
    go.wait()


def main():
    with ProcessPoolExecutor(2, mp_context=context) as executor:
        executor.submit(work).result()
        go.set()
