import multiprocessing
from collections import Counter


def add_all(numbers):
    for n in numbers:
        if not isinstance(n, (int, float)):
            raise TypeError(f"{n!r} is not a number")
    return sum(numbers)


def _run(index, job, work, results):
    try:
        results.put((index, True, work(job)))
    except Exception:
        results.put((index, False, None))


def run_jobs(jobs, work):
    results = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=_run, args=(i, job, work, results))
        for i, job in enumerate(jobs)
    ]
    for w in workers:
        w.start()
    done = sorted(results.get() for _ in workers)
    for w in workers:
        w.join()
    for index, good, _ in done:
        if not good:
            raise RuntimeError(f"job {jobs[index]} failed")
    return [value for _, _, value in done]


class Tally:
    def __init__(self):
        self._counts = Counter()

    def add(self, name, n=1):
        self._counts[name] += n

    def count(self, name):
        return self._counts[name]

    @property
    def total(self):
        return sum(self._counts.values())

    def __eq__(self, other):
        return isinstance(other, Tally) and self._counts == other._counts
