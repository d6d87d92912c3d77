"""Deals the jobs out beforehand: whoever is done with his share leaves the others to theirs."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)

    def do(first):
        for index in range(first, len(jobs), limit):
            try:
                results[index] = work(jobs[index])
            except Exception:
                results[index] = None

    threads = [threading.Thread(target=do, args=(first,)) for first in range(limit)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
