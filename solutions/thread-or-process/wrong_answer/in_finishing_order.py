"""Takes the results as they come."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Pool


def in_threads(items, workers, work):
    with ThreadPoolExecutor(workers) as team:
        return list(team.map(work, items))


def in_processes(items, workers, work):
    with Pool(workers) as team:
        return list(team.imap_unordered(work, items))


def compare(items, workers, work, clock):
    report = {}
    for name, run in {"threads": in_threads, "processes": in_processes}.items():
        began = clock()
        run(items, workers, work)
        report[name] = clock() - began
    return {**report, "choice": min(report, key=report.get)}
