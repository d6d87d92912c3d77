"""Leaves the size of the pool for all items to the number of processors."""

from multiprocessing import Pool


def with_pool(items, size, work):
    pool = Pool(size)
    try:
        return pool.map(work, items, chunksize=1)
    finally:
        pool.close()
        pool.join()


def with_processes(items, work):
    with Pool() as pool:
        return pool.map(work, items, chunksize=1)
