"""Starts a job and takes the permit for it afterwards: one too many is running."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)
    permits = threading.Semaphore(limit)

    def do(index, job):
        try:
            results[index] = work(job)
        except Exception:
            results[index] = None
        finally:
            permits.release()

    threads = []
    for index, job in enumerate(jobs):
        thread = threading.Thread(target=do, args=(index, job))
        thread.start()
        threads.append(thread)
        permits.acquire()
    for thread in threads:
        thread.join()
    return results
