"""Hands out as many items as there are processes, and waits for all of them."""

from multiprocessing import Pool, Process, SimpleQueue


def with_pool(items, size, work):
    results = []
    with Pool(size) as pool:
        for start in range(0, len(items), size):
            results += pool.map(work, items[start : start + size])
    return results


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
