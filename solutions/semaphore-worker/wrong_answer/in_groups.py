"""Starts `limit` jobs, waits for all of them, starts the next group: places stay empty."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)

    def do(index):
        try:
            results[index] = work(jobs[index])
        except Exception:
            results[index] = None

    for first in range(0, len(jobs), limit):
        group = range(first, min(first + limit, len(jobs)))
        threads = [threading.Thread(target=do, args=(index,)) for index in group]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return results
