"""Looks again and again whether a place is free, in place of waiting for one."""

import threading
import time


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)

    def do(index, job):
        try:
            results[index] = work(job)
        except Exception:
            results[index] = None

    threads = []
    for index, job in enumerate(jobs):
        while sum(thread.is_alive() for thread in threads) >= limit:
            time.sleep(0.01)
        thread = threading.Thread(target=do, args=(index, job))
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join()
    return results
