"""All processes at once; each waits for its permit inside; pipes bring the results home."""

import multiprocessing as mp


class Worker(mp.Process):
    def __init__(self, job, work, permits):
        super().__init__()
        self.job, self.work, self.permits = job, work, permits
        self.inbox, self.outbox = mp.Pipe(duplex=False)

    def run(self):
        with self.permits:
            try:
                result = self.work(self.job)
            except Exception:
                result = None
        self.outbox.send(result)


def run_jobs(jobs, limit, work):
    permits = mp.Semaphore(limit)
    workers = [Worker(job, work, permits) for job in jobs]
    for worker in workers:
        worker.start()
    results = [worker.inbox.recv() for worker in workers]
    for worker in workers:
        worker.join()
    return results
