"""Reads the clock when everything has been started."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from threading import Thread


def in_threads(items, workers, work):
    with ThreadPoolExecutor(workers) as team:
        return list(team.map(work, items))


def in_processes(items, workers, work):
    with ProcessPoolExecutor(workers) as team:
        return list(team.map(work, items))


def compare(items, workers, work, clock):
    report = {}
    for name, run in {"threads": in_threads, "processes": in_processes}.items():
        began = clock()
        running = Thread(target=run, args=(items, workers, work))
        running.start()
        report[name] = clock() - began
        running.join()
    return {**report, "choice": min(report, key=report.get)}
