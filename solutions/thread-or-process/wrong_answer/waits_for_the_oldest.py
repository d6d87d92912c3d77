"""Where all workers are busy, waits for the one who began first, even if another one is done."""

from collections import deque
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


def _run(team, items, workers, work):
    results, running = [], deque()
    for item in items:
        if len(running) == workers:
            results.append(running.popleft().result())
        running.append(team.submit(work, item))
    return results + [future.result() for future in running]


def in_threads(items, workers, work):
    with ThreadPoolExecutor(workers) as team:
        return _run(team, items, workers, work)


def in_processes(items, workers, work):
    with ProcessPoolExecutor(workers) as team:
        return _run(team, items, workers, work)


def compare(items, workers, work, clock):
    report = {}
    for name, run in {"threads": in_threads, "processes": in_processes}.items():
        began = clock()
        run(items, workers, work)
        report[name] = clock() - began
    return {**report, "choice": min(report, key=report.get)}
