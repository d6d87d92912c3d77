"""Takes a lock, so one job runs at a time whatever the limit is."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)
    lock = threading.Lock()

    def do(index, job):
        with lock:
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
