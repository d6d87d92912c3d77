"""Takes results as they come: right as long as all take the same time."""

from multiprocessing import Pool, Process, SimpleQueue


def with_pool(items, size, work):
    with Pool(size) as pool:
        return list(pool.imap_unordered(work, items))


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
