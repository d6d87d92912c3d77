"""A thread for each job; a permit is held just for the call."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)
    permits = threading.Semaphore(limit)

    def do(index, job):
        with permits:
            try:
                results[index] = work(job)
            except Exception:
                results[index] = None

    threads = [threading.Thread(target=do, args=numbered) for numbered in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
