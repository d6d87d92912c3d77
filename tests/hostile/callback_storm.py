# expect: no case beyond those honestly solved may pass
# honest = []
"""Calls the test's callback a million times, from many threads."""

import threading


def add_all(numbers):
    return None


def run_jobs(jobs, work):
    def storm():
        for _ in range(250_000):
            try:
                work(jobs[0])
            except Exception:
                pass

    threads = [threading.Thread(target=storm) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return None


class Tally:
    pass
