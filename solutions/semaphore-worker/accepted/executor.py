"""A pool of `limit` threads keeps the limit by itself."""

from concurrent.futures import ThreadPoolExecutor


def run_jobs(jobs, limit, work):
    with ThreadPoolExecutor(max_workers=limit) as pool:
        futures = [pool.submit(work, job) for job in jobs]
    return [None if future.exception() else future.result() for future in futures]
