"""Where all places are taken, waits for the one who began first: another's place stays empty."""

import threading
from collections import deque


def run_jobs(jobs, limit, work):
    results = [None] * len(jobs)

    def do(index):
        try:
            results[index] = work(jobs[index])
        except Exception:
            results[index] = None

    running = deque()
    for index in range(len(jobs)):
        if len(running) == limit:
            running.popleft().join()
        thread = threading.Thread(target=do, args=(index,))
        thread.start()
        running.append(thread)
    for thread in running:
        thread.join()
    return results
