"""Gives the permit back by hand on an error, and `with` gives it back once more."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)
    permits = threading.Semaphore(limit)

    def do(index, job):
        with permits:
            try:
                results[index] = work(job)
            except Exception:
                permits.release()

    threads = [threading.Thread(target=do, args=numbered) for numbered in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
