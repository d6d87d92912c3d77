"""Pool.join on a pool whose workers wait for more work; close was forgotten behind an except.

Pattern: pool not closed
"""

import multiprocessing as mp


def main():
    pool = mp.Pool(2)
    pool.map(abs, range(4))
    try:
        pool.join()
    except ValueError:
        # "Pool is still running": the student then waits for the workers by hand.
        for worker in pool._pool:
            worker.join()
