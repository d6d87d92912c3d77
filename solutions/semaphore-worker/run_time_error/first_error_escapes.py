"""Lets the exception of a failed job out, and with it all other results are lost."""

from concurrent.futures import ThreadPoolExecutor


def run_jobs(jobs, limit, work):
    with ThreadPoolExecutor(max_workers=limit) as pool:
        return list(pool.map(work, jobs))
