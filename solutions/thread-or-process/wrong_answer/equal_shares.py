"""Deals the items out beforehand: whoever is done with his share leaves the others to theirs."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial


def _share(items, workers, work, first):
    return [work(item) for item in items[first::workers]]


def _run(team, items, workers, work):
    results = [None] * len(items)
    shares = team.map(partial(_share, items, workers, work), range(workers))
    for first, share in enumerate(shares):
        results[first::workers] = share
    return results


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
