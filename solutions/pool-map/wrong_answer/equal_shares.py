"""Deals out the items before it starts: a share behind a slow item waits."""

from multiprocessing import Pool, Process, SimpleQueue


def do_share(items, work, result):
    result.put([work(item) for item in items])


def with_pool(items, size, work):
    results = [SimpleQueue() for _ in range(size)]
    processes = [
        Process(target=do_share, args=(items[number::size], work, result))
        for number, result in enumerate(results)
    ]
    for process in processes:
        process.start()
    found = [None] * len(items)
    for number, result in enumerate(results):
        found[number::size] = result.get()
    for process in processes:
        process.join()
    return found


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
