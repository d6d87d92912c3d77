"""Uses `apply` in a loop: the pool is there, but one process works at a time."""

from multiprocessing import Pool, Process, SimpleQueue


def with_pool(items, size, work):
    with Pool(size) as pool:
        return [pool.apply(work, (item,)) for item in items]


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
