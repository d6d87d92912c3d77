"""Takes the results and does not wait until the processes have ended."""

import multiprocessing as mp


def _worker(tasks, results, work, most):
    for number, item in iter(tasks.get, None):
        results.put((number, work(item)))
        most -= 1
        if not most:
            break


def _run(items, size, work, most):
    tasks, results = mp.SimpleQueue(), mp.Queue()
    workers = [mp.Process(target=_worker, args=(tasks, results, work, most)) for _ in range(size)]
    for worker in workers:
        worker.start()
    for task in enumerate(items):
        tasks.put(task)
    found = sorted((results.get() for _ in items), key=lambda pair: pair[0])
    for _ in workers:
        tasks.put(None)
    return [result for _, result in found]


def with_pool(items, size, work):
    return _run(items, size, work, most=0)


def with_processes(items, work):
    return _run(items, len(items), work, most=1)
