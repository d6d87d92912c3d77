"""Waits for all children, although nobody has told those of the pool to end."""

from multiprocessing import Pool, Process, SimpleQueue, active_children


def with_pool(items, size, work):
    pool = Pool(size)
    results = pool.map(work, items)
    for worker in active_children():
        worker.join()
    pool.close()
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
