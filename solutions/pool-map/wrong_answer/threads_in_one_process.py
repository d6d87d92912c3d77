"""Has one process, in which threads do the work."""

from concurrent.futures import ThreadPoolExecutor
from multiprocessing import Process, SimpleQueue


def do_all(items, size, work, result):
    with ThreadPoolExecutor(size) as executor:
        result.put(list(executor.map(work, items)))


def with_pool(items, size, work):
    result = SimpleQueue()
    process = Process(target=do_all, args=(items, size, work, result))
    process.start()
    found = result.get()
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
