"""Collects in a list that the processes do not share."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process, Semaphore


def in_threads(items, workers, work):
    with ThreadPoolExecutor(workers) as team:
        return list(team.map(work, items))


def in_processes(items, workers, work):
    results = [None] * len(items)
    permits = Semaphore(workers)

    def do(number, item):
        with permits:
            results[number] = work(item)

    team = [Process(target=do, args=numbered) for numbered in enumerate(items)]
    for process in team:
        process.start()
    for process in team:
        process.join()
    return results


def compare(items, workers, work, clock):
    report = {}
    for name, run in {"threads": in_threads, "processes": in_processes}.items():
        began = clock()
        run(items, workers, work)
        report[name] = clock() - began
    return {**report, "choice": min(report, key=report.get)}
