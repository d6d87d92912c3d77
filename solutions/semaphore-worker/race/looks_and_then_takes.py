"""Places counted by hand: the lock is let go between seeing a free place and taking it."""

import threading


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)
    changed = threading.Condition()
    running = 0

    def do(index, job):
        nonlocal running
        with changed:
            while running >= limit:
                changed.wait()
        with changed:
            running += 1
        try:
            results[index] = work(job)
        except Exception:
            results[index] = None
        with changed:
            running -= 1
            changed.notify()

    threads = [threading.Thread(target=do, args=numbered) for numbered in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
