"""A process for each job, started only when there is a permit; the child gives it back."""

from multiprocessing import BoundedSemaphore, Process, SimpleQueue


def _do(index, job, work, permits, results):
    try:
        result = work(job)
    except Exception:
        result = None
    finally:
        permits.release()
    results.put((index, result))


def run_jobs(jobs, limit, work):
    permits, results = BoundedSemaphore(limit), SimpleQueue()
    processes = []
    for index, job in enumerate(jobs):
        permits.acquire()
        process = Process(target=_do, args=(index, job, work, permits, results))
        process.start()
        processes.append(process)
    found = dict(results.get() for _ in processes)
    for process in processes:
        process.join()
    return [found[index] for index in range(len(jobs))]
