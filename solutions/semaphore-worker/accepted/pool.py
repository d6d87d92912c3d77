"""A pool of `limit` processes; errors become None beside the work."""

from functools import partial
from multiprocessing import Pool


def _do(work, job):
    try:
        return work(job)
    except Exception:
        return None


def run_jobs(jobs, limit, work):
    with Pool(limit) as pool:
        results = pool.map(partial(_do, work), jobs, chunksize=1)
        pool.close()
        pool.join()
    return results
