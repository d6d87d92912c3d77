"""Starts a process for each item, never more than some at a time: too many of them in all."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process, Semaphore, SimpleQueue


def in_threads(items, workers, work):
    with ThreadPoolExecutor(workers) as team:
        return list(team.map(work, items))


def _do(number, item, work, places, results):
    with places:
        result = work(item)
    results.put((number, result))


def in_processes(items, workers, work):
    places, results = Semaphore(workers), SimpleQueue()
    team = [
        Process(target=_do, args=(number, item, work, places, results))
        for number, item in enumerate(items)
    ]
    for process in team:
        process.start()
    found = dict(results.get() for _ in team)
    for process in team:
        process.join()
    return [found[number] for number in range(len(items))]


def compare(items, workers, work, clock):
    report = {}
    for name, run in {"threads": in_threads, "processes": in_processes}.items():
        began = clock()
        run(items, workers, work)
        report[name] = clock() - began
    return {**report, "choice": min(report, key=report.get)}
