"""Calls it a pool, but starts a process for each item."""

from multiprocessing import Process, SimpleQueue


def with_pool(items, size, work):
    return with_processes(items, work)


def do(item, work, result):
    result.put(work(item))


def with_processes(items, work):
    results = [SimpleQueue() for _ in items]
    processes = [
        Process(target=do, args=(item, work, result))
        for item, result in zip(items, results, strict=True)
    ]
    for process in processes:
        process.start()
    found = [result.get() for result in results]
    for process in processes:
        process.join()
    return found
