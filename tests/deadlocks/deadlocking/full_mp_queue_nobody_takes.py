"""The same with a bounded multiprocessing queue.

Pattern: full queue that nobody takes from
"""

import multiprocessing as mp


def main():
    jobs = mp.Queue(2)
    for item in range(3):
        jobs.put(item)
