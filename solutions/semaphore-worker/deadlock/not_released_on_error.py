"""Gives the permit back after the work, but not when the work fails."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)
    permits = threading.Semaphore(limit)

    def do(index, job):
        permits.acquire()
        results[index] = work(job)
        permits.release()

    threads = [threading.Thread(target=do, args=numbered) for numbered in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
