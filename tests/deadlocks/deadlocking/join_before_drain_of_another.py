"""Joins a process that can't write to the queue: another one's data fill the pipe.

Pattern: join before drain
"""

import multiprocessing as mp
from multiprocessing.connection import wait


def work(results):
    results.put(b"x" * 1_000_000)


def main():
    results = mp.Queue()
    first = mp.Process(target=work, args=(results,))
    second = mp.Process(target=work, args=(results,))
    first.start()
    wait([results._reader])  # now the pipe is the first one's
    second.start()
    second.join()
    first.join()
    print(len(results.get()) + len(results.get()))
