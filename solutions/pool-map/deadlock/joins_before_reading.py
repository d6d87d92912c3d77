"""Joins the processes before it reads what they send: large results never fit into the pipe."""

from multiprocessing import Pool, Process, Queue


def with_pool(items, size, work):
    with Pool(size) as pool:
        return pool.map(work, items)


def do(number, item, work, results):
    results.put((number, work(item)))


def with_processes(items, work):
    results = Queue()
    processes = [
        Process(target=do, args=(number, item, work, results), name=f"process-{number}")
        for number, item in enumerate(items)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    found = dict(results.get() for _ in processes)
    return [found[number] for number in range(len(items))]
