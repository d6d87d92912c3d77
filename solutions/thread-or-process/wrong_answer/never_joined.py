"""Takes the results and does not wait until the workers have ended."""

import multiprocessing
import queue
import threading


def _loop(todo, done, work):
    for number, item in iter(todo.get, None):
        done.put((number, work(item)))


def _run(items, workers, work, todo, done, make_worker):
    team = [make_worker(target=_loop, args=(todo, done, work)) for _ in range(workers)]
    for worker in team:
        worker.start()
    for task in enumerate(items):
        todo.put(task)
    for _ in team:
        todo.put(None)
    results = dict(done.get() for _ in items)
    return [results[number] for number in range(len(items))]


def in_threads(items, workers, work):
    return _run(items, workers, work, queue.Queue(), queue.Queue(), threading.Thread)


def in_processes(items, workers, work):
    todo, done = multiprocessing.Queue(), multiprocessing.Queue()
    return _run(items, workers, work, todo, done, multiprocessing.Process)


def compare(items, workers, work, clock):
    def seconds(run):
        began = clock()
        run(items, workers, work)
        return clock() - began

    threads = seconds(in_threads)
    processes = seconds(in_processes)
    choice = "processes" if processes < threads else "threads"
    return {"threads": threads, "processes": processes, "choice": choice}
