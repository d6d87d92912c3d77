"""Pool.map, closed and joined; processes that send (number, result) through a queue."""

from multiprocessing import Pool, Process, Queue


def with_pool(items, size, work):
    pool = Pool(size)
    try:
        return pool.map(work, items, chunksize=1)
    finally:
        pool.close()
        pool.join()


def _do(number, item, work, results):
    results.put((number, work(item)))


def with_processes(items, work):
    results = Queue()
    processes = [
        Process(target=_do, args=(number, item, work, results))
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    found = dict(results.get() for _ in processes)
    for process in processes:
        process.join()
    return [found[number] for number in range(len(items))]
