"""Counts on a message from each process, but one that failed sends none."""

from multiprocessing import Process, Queue, Semaphore


def do(index, job, work, permits, results):
    with permits:
        results.put((index, work(job)))


def run_jobs(jobs, limit, work):
    permits, messages = Semaphore(limit), Queue()
    processes = [
        Process(target=do, args=(index, job, work, permits, messages))
        for index, job in enumerate(jobs)
    ]
    for process in processes:
        process.start()
    results = [None] * len(jobs)
    for _ in processes:
        index, result = messages.get()
        results[index] = result
    for process in processes:
        process.join()
    return results
