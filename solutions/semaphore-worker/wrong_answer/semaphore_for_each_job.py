"""Makes a semaphore in each thread: nobody shares it, so it limits nothing."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)

    def do(index, job):
        with threading.Semaphore(limit):
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
