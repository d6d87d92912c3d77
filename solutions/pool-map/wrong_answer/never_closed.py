"""Never closes its pool: the processes stay."""

from multiprocessing import Pool, Process, SimpleQueue

pools = []


def with_pool(items, size, work):
    pools.append(Pool(size))
    return pools[-1].map(work, items)


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
