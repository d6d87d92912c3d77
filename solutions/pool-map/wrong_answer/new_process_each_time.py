"""Never more than `size` at once, but each item has a new process: no pool."""

from multiprocessing import Pool, Process, SimpleQueue


def with_pool(items, size, work):
    with Pool(size, maxtasksperchild=1) as pool:
        return pool.map(work, items, chunksize=1)


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
