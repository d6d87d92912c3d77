"""Collects the results as they come, in place of where they belong."""

from concurrent.futures import ThreadPoolExecutor, as_completed


def run_jobs(jobs, limit, work):
    with ThreadPoolExecutor(max_workers=limit) as pool:
        futures = [pool.submit(work, job) for job in jobs]
        ready = list(as_completed(futures))
    return [None if future.exception() else future.result() for future in ready]
